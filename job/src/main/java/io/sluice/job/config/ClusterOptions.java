package io.sluice.job.config;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.util.List;
import java.util.Optional;

/**
 * Options of the containers.
 *
 * @param javaArchiveOrNone at most one
 */
public record ClusterOptions(List<String> javaArchiveOrNone) {

  static final Key<String> JAVA_ARCHIVE =
      Key.optional(
              "java.archive",
              Type.STRING,
              "a Java runtime (.tgz on a Hadoop file system) that is shipped to the containers of clusters whose own Java is too old")
          .example("hdfs:///apps/jdk-17.tgz");

  public static final List<Key<?>> KEYS = List.of(JAVA_ARCHIVE);

  public static ClusterOptions read(Settings settings, Problems problems) {
    return new ClusterOptions(settings.find(JAVA_ARCHIVE, problems).stream().toList());
  }

  /** Where the Java runtime for the containers is; empty if the nodes' own serves. */
  public Optional<String> javaArchive() {
    return javaArchiveOrNone.stream().findFirst();
  }
}
