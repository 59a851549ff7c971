package io.sluice.job.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.options.ConfigurationException;
import io.sluice.tracker.entry.TopicPatterns;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;

class IngestionPathsTest {

  private final Configuration hadoop = new Configuration();

  private static IngestionOptions at(String topics, String state) {
    return new IngestionOptions(
        "app",
        TopicPatterns.NONE,
        topics,
        state,
        topics + "/.bad",
        Optional.empty(),
        IngestionOptions.Shared.FALSE);
  }

  @Test
  void directoriesArePathsOnOneFileSystem() {
    IngestionPaths places =
        IngestionPaths.of(at("/data", "file:/state"), hadoop, ExecutionMode.LOCAL);

    assertEquals(URI.create("file:///"), places.fileSystem());
    assertEquals("/state", places.stateDir());
    assertEquals("/data/orders", places.directory("orders"));
    assertEquals("/data/%5Fhidden", places.directory("_hidden"));
    assertEquals("/data/.bad/%2Edotted", places.quarantine(".dotted"));
  }

  @Test
  void aLocalDirectoryIsOnlyForLocalRuns() {
    var thrown =
        assertThrows(
            ConfigurationException.class,
            () -> IngestionPaths.of(at("/data", "/state"), hadoop, ExecutionMode.CLUSTER));

    assertEquals(
        "Cannot land in file:/data on a cluster: its nodes do not share a local directory. Set topics.dir=hdfs://…, or HADOOP_CONF_DIR to the cluster's configuration; or say --local.",
        thrown.getMessage());
  }

  @Test
  void aFileSystemWhoseRenamesProveNothingIsRefused() {
    var thrown =
        assertThrows(
            ConfigurationException.class,
            () -> IngestionPaths.of(at("s3a://x/data", "/state"), hadoop, ExecutionMode.LOCAL));

    assertEquals(
        "Cannot use topics.dir=s3a://x/data: nothing is known of the file system 's3a' that makes a commit atomic. Choose a directory on hdfs: or, with --local, on file:.",
        thrown.getMessage());
  }

  @Test
  void aNameThatHdfsCannotHaveIsRefused() {
    hadoop.setClass("fs.hdfs.impl", NamedHdfs.class, FileSystem.class);
    for (String key : List.of("topics.dir", "state.dir")) {
      String directory = "hdfs://nn/data/co:lon";
      var thrown =
          assertThrows(
              ConfigurationException.class,
              () ->
                  IngestionPaths.of(
                      key.equals("topics.dir")
                          ? at(directory, "hdfs://nn/state")
                          : at("hdfs://nn/data", directory),
                      hadoop,
                      ExecutionMode.CLUSTER));

      assertEquals(
          "Cannot use "
              + key
              + "=hdfs://nn/data/co:lon: HDFS has no name with a ':' in it. Choose a directory without one.",
          thrown.getMessage());
    }
    assertEquals(
        "/data/co:lon",
        IngestionPaths.of(at("/data/co:lon", "/state"), hadoop, ExecutionMode.LOCAL).topicsDir());
  }

  /** Stands for HDFS as far as its name goes. */
  public static final class NamedHdfs extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("hdfs://nn");
    }
  }
}
