package io.sluice.tracker.access;

import java.util.Optional;

/**
 * A directory for records of an encrypted directory that is not in an encryption zone with the same
 * key: HDFS would store them unencrypted, or readable with another key.
 *
 * @param like the encrypted directory
 * @param key of its zone
 * @param otherKey of the zone of {@code directory}
 */
public record ZoneMismatch(String like, String key, String directory, Optional<String> otherKey) {

  /** Empty if both have the same key, or {@code like} is in no zone. */
  public static Optional<ZoneMismatch> between(
      String like, Optional<String> key, String directory, Optional<String> otherKey) {
    return key.isEmpty() || key.equals(otherKey)
        ? Optional.empty()
        : Optional.of(new ZoneMismatch(like, key.orElseThrow(), directory, otherKey));
  }

  /** The difference, as the end of a sentence. */
  public String why() {
    return otherKey.isPresent()
        ? "%s lies in an encryption zone of key %s, and %s in one of key %s"
            .formatted(like, key, directory, otherKey.orElseThrow())
        : "%s lies in an encryption zone of key %s, and %s in none, where HDFS keeps records unencrypted"
            .formatted(like, key, directory);
  }

  /**
   * The remedy, as a sentence without its end.
   *
   * @param user that must own the directory
   * @param contents whether the directory contains something
   */
  public String remedy(String user, Contents contents) {
    if (otherKey.isPresent()) {
      return "A zone cannot lie within another one: set quarantine.dir to a directory in no zone, or to one whose zone has key %s"
          .formatted(key);
    }
    String make =
        "hdfs dfs -mkdir -p %1$s && hdfs dfs -chown %2$s %1$s && hdfs crypto -createZone -keyName %3$s -path %1$s"
            .formatted(directory, user, key);
    if (contents == Contents.NONE) {
      return "Have HDFS's superuser make the zone: " + make;
    }
    int name = directory.lastIndexOf('/') + 1;
    String aside = directory.substring(0, name) + "." + directory.substring(name) + ".unencrypted";
    return "A zone begins empty, so have HDFS's superuser make it and copy what lies there: hdfs dfs -mv %1$s %2$s && %3$s && hdfs dfs -cp -p '%2$s/*' %1$s && hdfs dfs -rm -r -skipTrash %2$s"
        .formatted(directory, aside, make);
  }

  /** Contents of a directory. */
  public enum Contents {
    NONE,
    FILES
  }
}
