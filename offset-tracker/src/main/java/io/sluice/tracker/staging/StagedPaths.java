package io.sluice.tracker.staging;

/**
 * Names of the files of one task attempt. They are staged below the directory of their topic, so
 * that group, ACL, erasure coding, zone and quota are the topic's own, and no reader sees them.
 *
 * @param base version that the run was planned on
 * @param attempt unique among the attempts of the task
 */
public record StagedPaths(StagingOwner owner, long base, String runId, int task, String attempt) {
  /**
   * A regular expression of the ends of file names: a word for the format, and for text a word for
   * the codec. A copy that somebody made beside a file has another end.
   */
  public static final String EXTENSION = "\\w{1,20}(?:\\.(?:gz|zst))?";

  /**
   * The name that a file has once it landed. It contains version and run, so that a ledger that was
   * set back is found out.
   *
   * @param number unique within the attempt, over all topics and time partitions
   * @param extension without a dot
   */
  public String finalName(int number, String extension) {
    return (base + 1) + "-" + runId + "-" + task + "-" + number + "." + extension;
  }

  /**
   * Where a file is staged.
   *
   * @param directory the topic's, or the topic's in quarantine
   * @param timePartition relative, such as {@code dt=2026-11-21/hour=09}, or empty
   */
  public String staged(String directory, String timePartition, String finalName) {
    return attempt(directory) + "/" + timePartition.replace('/', '~') + "~" + finalName + ".staged";
  }

  /**
   * All that the attempt stages below one directory.
   *
   * @param directory the topic's, or the topic's in quarantine
   */
  public String attempt(String directory) {
    return stagingOn(directory, owner, base) + "/" + runId + "/" + task + "." + attempt;
  }

  /** Where a file is published. */
  public static String landed(String directory, String timePartition, String finalName) {
    return timePartition.isEmpty()
        ? directory + "/" + finalName
        : directory + "/" + timePartition + "/" + finalName;
  }

  /** All that is staged below one topic's directory, a directory per owner. */
  public static String allStaging(String directory) {
    return directory + "/.sluice-staging";
  }

  /** All that an owner stages there, a directory per base. */
  public static String staging(String directory, StagingOwner owner) {
    return allStaging(directory) + "/" + owner.directory();
  }

  /** The directory in which the runs on one base stage. */
  public static String stagingOn(String directory, StagingOwner owner, long base) {
    return staging(directory, owner) + "/" + base;
  }
}
