package io.sluice.job.config;

import io.sluice.options.ConfigurationException;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.staging.LandingDirectories;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An ingestion's directories on their file system: absolute paths without a scheme.
 *
 * @param fileSystem its URI, such as {@code hdfs://nn:8020} or {@code file:///}
 */
public record IngestionPaths(
    URI fileSystem, String topicsDir, String stateDir, String quarantineDir) {

  private static final Set<String> SERVED = Set.of("hdfs", "file");

  /**
   * Resolves the directories of the configuration against Hadoop's default file system.
   *
   * @throws ConfigurationException if they are on two file systems, on one that does not exist, or
   *     on a local one although the run is not local
   */
  public static IngestionPaths of(
      IngestionOptions options, Configuration hadoop, ExecutionMode where) {
    Path topics = qualified(IngestionOptions.TOPICS_DIR.name(), options.topicsDir(), hadoop);
    Path state = qualified(IngestionOptions.STATE_DIR.name(), options.stateDir(), hadoop);
    Path bad = qualified(IngestionOptions.QUARANTINE_DIR.name(), options.quarantineDir(), hadoop);
    URI fileSystem = root(topics);
    if (where == ExecutionMode.CLUSTER && "file".equals(fileSystem.getScheme())) {
      throw new ConfigurationException(
          "Cannot land in %s on a cluster: its nodes do not share a local directory. Set topics.dir=hdfs://…, or HADOOP_CONF_DIR to the cluster's configuration; or say --local."
              .formatted(topics));
    }
    for (Path other : new Path[] {state, bad}) {
      if (!root(other).equals(fileSystem)) {
        throw new ConfigurationException(
            "Cannot use %s beside %s: the ledger, the quarantine and the data must lie on one file system, so that a rename moves between them. Choose a directory on %s."
                .formatted(other, topics, fileSystem));
      }
    }
    return new IngestionPaths(
        fileSystem, topics.toUri().getPath(), state.toUri().getPath(), bad.toUri().getPath());
  }

  /** The directories of topics. */
  public LandingDirectories landing() {
    return new LandingDirectories(topicsDir, quarantineDir);
  }

  /** The directory of the topic's landed data. */
  public String directory(String topic) {
    return landing().directory(StagedFile.Kind.DATA, topic);
  }

  /** The directory of the topic's bad records. */
  public String quarantine(String topic) {
    return landing().directory(StagedFile.Kind.QUARANTINE, topic);
  }

  private static Path qualified(String key, String directory, Configuration hadoop) {
    Path path = new Path(directory);
    String scheme = path.toUri().getScheme();
    if (scheme != null) {
      check(key, directory, scheme);
    }
    try {
      FileSystem fileSystem = path.getFileSystem(hadoop);
      check(key, directory, fileSystem.getUri().getScheme());
      checkNames(key, directory, path, fileSystem.getUri().getScheme());
      return path.makeQualified(fileSystem.getUri(), fileSystem.getWorkingDirectory());
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "Cannot use %s=%s: %s. Check its scheme, and HADOOP_CONF_DIR."
              .formatted(key, directory, e.getMessage()));
    }
  }

  private static void check(String key, String directory, String scheme) {
    if (!SERVED.contains(scheme)) {
      throw new ConfigurationException(
          "Cannot use %s=%s: nothing is known of the file system '%s' that makes a commit atomic. Choose a directory on hdfs: or, with --local, on file:."
              .formatted(key, directory, scheme));
    }
  }

  /** Returns whether the file system, and this process, support the names. */
  private static void checkNames(String key, String directory, Path path, String scheme) {
    String names = path.toUri().getPath();
    if (scheme.equals("hdfs") && names.contains(":")) {
      throw new ConfigurationException(
          "Cannot use %s=%s: HDFS has no name with a ':' in it. Choose a directory without one."
              .formatted(key, directory));
    }
    if (scheme.equals("file")) {
      try {
        java.nio.file.Path unused = java.nio.file.Path.of(names);
      } catch (InvalidPathException e) {
        throw new ConfigurationException(
            "Cannot use %s=%s: the locale of this process has no such letters (%s). Set LC_ALL=C.UTF-8 in its environment."
                .formatted(key, directory, System.getProperty("sun.jnu.encoding", "unknown")));
      }
    }
  }

  private static URI root(Path path) {
    URI uri = path.toUri();
    String authority = uri.getAuthority() == null ? "" : uri.getAuthority();
    return URI.create(uri.getScheme() + "://" + authority + (authority.isEmpty() ? "/" : ""));
  }
}
