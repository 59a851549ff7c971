package io.sluice.tracker.staging;

import io.sluice.tracker.entry.StagedFile;

/**
 * The directories of topics in the configuration.
 *
 * @param topicsDir absolute path of the landed data
 * @param quarantineDir absolute path of the quarantine
 */
public record LandingDirectories(String topicsDir, String quarantineDir) implements OwnDirectories {
  /** The directory of a topic's files of one kind. */
  public String directory(StagedFile.Kind kind, String topic) {
    return (kind == StagedFile.Kind.DATA ? topicsDir : quarantineDir) + "/" + name(topic);
  }

  @Override
  public boolean isOwn(String ledgerId, StagedFile.Kind kind, String topic, String directory) {
    return directory.equals(directory(kind, topic));
  }

  /** The name of a topic's directory: readers hide names that begin with a dot or an underscore. */
  public static String name(String topic) {
    if (topic.startsWith(".")) {
      return "%2E" + topic.substring(1);
    }
    return topic.startsWith("_") ? "%5F" + topic.substring(1) : topic;
  }
}
