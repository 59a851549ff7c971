package io.sluice.tracker.commit;

import io.sluice.tracker.ledger.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** GarbageGoes: what dead runs staged and planned is deleted in the end. */
final class Garbage {
  private static final String STAGING = "/.sluice-staging/" + TestPlans.OWNER.directory() + "/";

  private Garbage() {}

  /**
   * Staged files of dead runs that no plan names any more, though nobody can have written them
   * since.
   */
  static List<String> unnamed(World world) {
    List<String> unnamed = new ArrayList<>();
    for (String path : world.files.paths()) {
      if (isDead(world, path) && !world.isThere(world.layout.runsOn(base(path)))) {
        unnamed.add("GarbageGoes: no plan names " + path);
      }
    }
    return unnamed;
  }

  /** What is left of dead runs. */
  static List<String> left(World world, Set<String> topics) {
    List<String> left = new ArrayList<>();
    String runs = world.layout.runs() + "/";
    for (String path : world.files.paths()) {
      boolean planned =
          path.startsWith(runs)
              && path.substring(runs.length()).matches("[0-9]+/.*")
              && Long.parseLong(path.substring(runs.length()).replaceFirst("/.*", ""))
                  < published(world);
      boolean staged = isDead(world, path) && topics.contains(topic(path));
      if (planned || staged) {
        left.add("GarbageGoes: " + path + " is left");
      }
    }
    return left;
  }

  private static boolean isDead(World world, String path) {
    int at = path.indexOf(STAGING);
    return at > 0
        && path.substring(at + STAGING.length()).matches("[0-9]+/.*")
        && base(path) < published(world);
  }

  private static long base(String path) {
    return Long.parseLong(
        path.substring(path.indexOf(STAGING) + STAGING.length()).replaceFirst("/.*", ""));
  }

  private static String topic(String path) {
    String directory = path.substring(0, path.indexOf(STAGING));
    return directory.substring(directory.lastIndexOf('/') + 1);
  }

  private static long published(World world) {
    return world
        .offsets()
        .head()
        .filter(world.offsets()::isPublished)
        .map(StoredEntry::version)
        .orElse(0L);
  }
}
