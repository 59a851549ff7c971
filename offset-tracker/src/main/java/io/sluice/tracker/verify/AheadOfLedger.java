package io.sluice.tracker.verify;

import io.sluice.tracker.run.LandedName;
import io.sluice.tracker.staging.PlanNotes;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds files that a ledger has landed or staged before it was set back, or that another copy of
 * its state directory has landed or staged: files with versions that the ledger has not reached, of
 * other runs than those in the ledger, or with later versions than the one that last moved the
 * topic. The check is performed for each run, so it is cheap: at each level of the topic's
 * directory it reads the directory with the greatest name, where new records land, and the one that
 * was changed last, and for each it compares the runs of the last version. If the ledger does not
 * know how a planned run ended ({@link PlanNotes}), all directories and all versions are checked.
 * For a version that retention has deleted the run is not known any more; there the sums of {@code
 * verify} detect the remaining cases.
 */
public final class AheadOfLedger {
  private static final int LEVELS = 8;

  /** Returns the run of an entry. */
  public interface LandedRuns {
    /** Empty if there is no entry, for example because retention has deleted it. */
    Optional<String> runId(long version) throws IOException;
  }

  /**
   * A finding.
   *
   * @param why the text after the path
   */
  public record Ahead(String path, String why) {}

  private record Directory(String path, long modified) {}

  private enum Extent {
    LIKELY,
    ALL
  }

  private final Store store;
  private final StagingOwner owner;
  private final LandedRuns runs;
  private final LandedRuns suspected;

  /**
   * Checks nothing yet.
   *
   * @param suspected the same runs as {@code runs}, or another one for a version that may belong to
   *     a lost ledger: for the last version of a directory
   */
  public AheadOfLedger(Store store, StagingOwner owner, LandedRuns runs, LandedRuns suspected) {
    this.store = store;
    this.owner = owner;
    this.runs = runs;
    this.suspected = suspected;
  }

  /**
   * Finds something staged or landed that is ahead of the ledger.
   *
   * @param directories the topic's directory, and then the one in quarantine
   * @param base the head that the run plans on
   * @param reached version up to which runs may have been planned and files may have landed
   * @param moved version that last moved the topic's offsets, by the ledger
   */
  public Optional<Ahead> find(List<String> directories, long base, long reached, long moved)
      throws IOException {
    List<PlanNotes.Note> notes = new ArrayList<>();
    Optional<Ahead> ahead = staged(directories.get(0), base, reached, notes);
    if (ahead.isPresent()) {
      return ahead;
    }
    Extent extent = extent(notes, base);
    for (String directory : directories) {
      ahead = landed(directory, reached, moved, extent);
      if (ahead.isPresent()) {
        return ahead;
      }
    }
    return Optional.empty();
  }

  private Optional<Ahead> staged(
      String topicDirectory, long base, long reached, List<PlanNotes.Note> notes)
      throws IOException {
    String all = StagedPaths.allStaging(topicDirectory);
    for (Item staging : store.list(all)) {
      if (!staging.name().startsWith(owner.ofAnyCopy())) {
        continue;
      }
      boolean own = staging.name().equals(owner.directory());
      for (Item on : store.list(all + "/" + staging.name())) {
        PlanNotes.read(on.name()).ifPresent(notes::add);
        long version = on.name().matches("[0-9]{1,18}") ? Long.parseLong(on.name()) : -1;
        String path = all + "/" + staging.name() + "/" + on.name();
        if (version > reached) {
          return Optional.of(
              new Ahead(path, "is of a version that the ledger has not reached (" + reached + ")"));
        }
        if (!own && version >= base) {
          return Optional.of(
              new Ahead(
                  path,
                  "was staged on version "
                      + version
                      + " from another state directory that has this ledger's ID "
                      + owner.ledgerId()));
        }
      }
    }
    return Optional.empty();
  }

  /** All versions, if the ledger does not know how a planned run ended. */
  private Extent extent(List<PlanNotes.Note> notes, long base) throws IOException {
    for (PlanNotes.Note note : notes) {
      Optional<String> stands =
          note.version() > base ? Optional.empty() : runs.runId(note.version());
      // Retention has deleted a missing entry.
      if (!stands.map(note.runId()::equals).orElse(note.version() <= base)) {
        return Extent.ALL;
      }
    }
    return Extent.LIKELY;
  }

  private Optional<Ahead> landed(String topicDirectory, long reached, long moved, Extent extent)
      throws IOException {
    Set<String> level = Set.of(topicDirectory);
    for (int depth = 0; depth < LEVELS && !level.isEmpty(); depth++) {
      List<Directory> below = new ArrayList<>();
      for (String directory : level) {
        Map<String, LandedName> landed = new TreeMap<>();
        for (Item item : store.list(directory)) {
          String path = directory + "/" + item.name();
          if (item.type() == Item.Type.DIRECTORY && !isHidden(item.name())) {
            below.add(new Directory(path, item.modified()));
          } else if (item.type() == Item.Type.FILE) {
            LandedName.of(item.name())
                .filter(name -> name.ledger() == LandedName.Of.OFFSETS)
                .ifPresent(name -> landed.put(path, name));
          }
        }
        Optional<Ahead> ahead = ahead(landed, reached, moved, extent);
        if (ahead.isPresent()) {
          return ahead;
        }
      }
      level = extent == Extent.LIKELY ? likely(below) : all(below);
    }
    return Optional.empty();
  }

  private Optional<Ahead> ahead(
      Map<String, LandedName> landed, long reached, long moved, Extent extent) throws IOException {
    long last = landed.values().stream().mapToLong(LandedName::version).max().orElse(0);
    for (Map.Entry<String, LandedName> file : landed.entrySet()) {
      LandedName name = file.getValue();
      if (name.version() > reached) {
        return Optional.of(
            new Ahead(
                file.getKey(),
                "is of a version that the ledger has not reached (" + reached + ")"));
      }
      if (name.version() > moved) {
        return Optional.of(
            new Ahead(
                file.getKey(),
                "is of version "
                    + name.version()
                    + ", and "
                    + (moved == 0
                        ? "by the ledger nothing of the topic has landed"
                        : "by the ledger the topic has landed last with version " + moved)));
      }
      if (name.version() == last || extent == Extent.ALL) {
        Optional<String> run =
            (name.version() == last ? suspected : runs)
                .runId(name.version())
                .filter(each -> !each.equals(name.runId()));
        if (run.isPresent()) {
          return Optional.of(
              new Ahead(
                  file.getKey(),
                  "is of run "
                      + name.runId()
                      + ", and version "
                      + name.version()
                      + " of the ledger is of "
                      + run.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Set<String> likely(List<Directory> directories) {
    Set<String> likely = new TreeSet<>();
    if (!directories.isEmpty()) {
      likely.add(Collections.max(directories, Comparator.comparing(Directory::path)).path());
      likely.add(Collections.max(directories, Comparator.comparing(Directory::modified)).path());
    }
    return likely;
  }

  private static Set<String> all(List<Directory> directories) {
    return directories.stream().map(Directory::path).collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isHidden(String name) {
    return name.isEmpty() || name.charAt(0) == '.' || name.charAt(0) == '_';
  }
}
