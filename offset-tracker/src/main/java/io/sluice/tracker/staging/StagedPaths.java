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
   * set back is detected.
   *
   * @param number unique within the attempt, over all topics and time partitions
   * @param extension without a dot
   */
  public String finalName(int number, String extension) {
    return (base + 1) + "-" + runId + "-" + task + "-" + number + "." + extension;
  }

  /**
   * The path of a staged file.
   *
   * @param directory the topic's, or the topic's in quarantine
   * @param timePartition relative, such as {@code dt=2026-11-21/hour=09}, or empty
   */
  public String staged(String directory, String timePartition, String finalName) {
    return attempt(directory) + "/" + timePartition.replace('/', '~') + "~" + finalName + ".staged";
  }

  /**
   * The directory of the attempt's staged files below a topic's directory.
   *
   * @param directory the topic's, or the topic's in quarantine
   */
  public String attempt(String directory) {
    return stagingOn(directory, owner, base) + "/" + runId + "/" + task + "." + attempt;
  }

  /** The final path of a file. */
  public static String landed(String directory, String timePartition, String finalName) {
    return timePartition.isEmpty()
        ? directory + "/" + finalName
        : directory + "/" + timePartition + "/" + finalName;
  }

  /** The directory of all staged files of a topic, with one directory per owner. */
  public static String allStaging(String directory) {
    return directory + "/.sluice-staging";
  }

  /** The directory of the staged files of an owner, with one directory per base. */
  public static String staging(String directory, StagingOwner owner) {
    return allStaging(directory) + "/" + owner.directory();
  }

  /** The directory of the staged files of the runs on one base. */
  public static String stagingOn(String directory, StagingOwner owner, long base) {
    return staging(directory, owner) + "/" + base;
  }
}
