package io.sluice.tracker.commit;

import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Runs;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes what dead runs have left. It needs no names and no clock: a run can append only at {@code
 * base + 1}, so after the head is beyond that version and published, all runs on that base are dead
 * or landed, and remain so. Collectors may overlap, lag, or stop half-way; the next one deletes
 * what a zombie writes later. Files that another state directory has staged, of this ledger or
 * another one, are not touched, because they are in other directories ({@link StagingOwner}).
 */
public final class OrphanCollector {
  private static final Log LOG = Log.of(OrphanCollector.class);

  /**
   * Counts of what was deleted.
   *
   * @param bases versions whose runs are gone
   * @param stagings staging directories of one topic and base
   */
  public record Collected(int bases, int stagings) {}

  private final Store store;
  private final Layout layout;
  private final Ledger ledger;
  private final PublishedMarks marks;
  private final Runs runs;
  private final OwnDirectories own;

  /**
   * Does nothing yet.
   *
   * @param own directories, below which staged files may be deleted
   */
  public OrphanCollector(
      Store store,
      Layout layout,
      Ledger ledger,
      PublishedMarks marks,
      Runs runs,
      OwnDirectories own) {
    this.own = own;
    this.store = store;
    this.layout = layout;
    this.ledger = ledger;
    this.marks = marks;
    this.runs = runs;
  }

  /** Deletes staged files and runs of all versions below a published head; otherwise nothing. */
  public Collected collect() throws IOException {
    Optional<StoredEntry> head = ledger.head();
    if (head.isEmpty() || !marks.isPublished(head.get())) {
      return new Collected(0, 0);
    }
    EntryHeader header = head.get().entry().header();
    StagingOwner owner =
        new StagingOwner(header.ingestion(), header.ledgerId(), layout.stateDirectory());
    long version = head.get().version();
    Set<String> swept = new TreeSet<>();
    int bases = 0;
    int stagings = 0;
    for (long base : runs.bases()) {
      if (base >= version) {
        continue;
      }
      Optional<Set<String>> directories = stagingDirectories(base, owner);
      if (directories.isPresent()) {
        for (String directory : directories.get()) {
          if (swept.add(directory)) {
            stagings += sweep(directory, version);
          }
        }
        // Plans are deleted last, because they name the directories: if a collector dies before,
        // the next one starts again.
        store.delete(layout.runsOn(base));
        bases++;
      }
    }
    LOG.info("Collected, version={} bases={} stagings={}", version, bases, stagings);
    return new Collected(bases, stagings);
  }

  /**
   * Empty if a plan cannot be understood: its directories are left to a Sluice version that can.
   */
  private Optional<Set<String>> stagingDirectories(long base, StagingOwner owner)
      throws IOException {
    List<Plan> plans;
    try {
      plans = runs.plansOn(base);
    } catch (UnreadableStateException e) {
      LOG.warn("Left the runs on a version where they are, version={}", base, e);
      return Optional.empty();
    }
    Set<String> directories = new TreeSet<>();
    for (Plan plan : plans) {
      for (Plan.PlannedTopic topic : plan.topics()) {
        for (StagedFile.Kind kind : StagedFile.Kind.values()) {
          String directory = topic.directory(kind);
          String staging = StagedPaths.staging(directory, owner);
          if (directories.contains(staging)) {
            continue;
          }
          if (!own.isOwn(owner.ledgerId(), kind, topic.topic(), directory)
              && !store.list(staging).isEmpty()) {
            LOG.warn(
                "Left the runs on a version where they are: a plan names a directory that is not"
                    + " this ingestion's, version={} run={} path={}",
                base,
                plan.runId(),
                directory);
            return Optional.empty();
          }
          directories.add(staging);
        }
      }
    }
    return Optional.of(directories);
  }

  /** Also deletes what a zombie wrote under a base whose plans are gone. */
  private int sweep(String staging, long version) throws IOException {
    int stagings = 0;
    for (Item item : store.list(staging)) {
      if (item.name().matches("[0-9]{1,18}") && Long.parseLong(item.name()) < version) {
        store.delete(staging + "/" + item.name());
        stagings++;
      }
    }
    return stagings;
  }
}
