package io.sluice.tracker.verify;

import io.sluice.tracker.run.LandedName;
import io.sluice.tracker.run.StagedPaths;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for what a ledger that was set back has landed or staged before: names of versions that it
 * has not reached. A look for each run, so it is a cheap one: at each level of the topic's
 * directory it goes on in the directory of the greatest name, where new records are filed, and in
 * the one that was changed last. What landed elsewhere only is seen by {@code verify}, which looks
 * everywhere.
 */
public final class AheadOfLedger {
  private static final int LEVELS = 8;

  private record Directory(String path, long modified) {}

  private final Store store;
  private final String ingestion;

  public AheadOfLedger(Store store, String ingestion) {
    this.store = store;
    this.ingestion = ingestion;
  }

  /**
   * A path that is ahead of the ledger, if one was seen.
   *
   * @param topicDirectory of data
   * @param reached version up to which files may have landed and runs may have been planned
   */
  public Optional<String> in(String topicDirectory, long reached) throws IOException {
    String staging = StagedPaths.staging(topicDirectory, ingestion);
    for (Item item : store.list(staging)) {
      if (item.name().matches("[0-9]{1,18}") && Long.parseLong(item.name()) > reached) {
        return Optional.of(staging + "/" + item.name());
      }
    }
    Set<String> level = Set.of(topicDirectory);
    for (int depth = 0; depth < LEVELS && !level.isEmpty(); depth++) {
      List<Directory> below = new ArrayList<>();
      for (String directory : level) {
        for (Item item : store.list(directory)) {
          String path = directory + "/" + item.name();
          if (isAhead(item, reached)) {
            return Optional.of(path);
          }
          if (item.type() == Item.Type.DIRECTORY && !isHidden(item.name())) {
            below.add(new Directory(path, item.modified()));
          }
        }
      }
      level = likely(below);
    }
    return Optional.empty();
  }

  private static boolean isAhead(Item item, long reached) {
    return item.type() == Item.Type.FILE
        && LandedName.of(item.name())
            .filter(name -> name.ledger() == LandedName.Of.OFFSETS && name.version() > reached)
            .isPresent();
  }

  private static Set<String> likely(List<Directory> directories) {
    Set<String> likely = new TreeSet<>();
    if (!directories.isEmpty()) {
      likely.add(Collections.max(directories, Comparator.comparing(Directory::path)).path());
      likely.add(Collections.max(directories, Comparator.comparing(Directory::modified)).path());
    }
    return likely;
  }

  private static boolean isHidden(String name) {
    return name.isEmpty() || name.charAt(0) == '.' || name.charAt(0) == '_';
  }
}
