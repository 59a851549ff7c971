package io.sluice.tracker.store;

import io.sluice.tracker.access.HdfsZones;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;

/** Chooses the store for a file system, and refuses file systems without atomic renames. */
public final class Stores {
  private Stores() {}

  /**
   * Opens the store for a file system.
   *
   * @param fileSystem such as {@code hdfs://nameservice} or {@code file:///}
   * @param stateDirectory absolute path on it
   * @throws IOException if the file system does not meet the requirements of {@link Store}
   */
  public static StagingStore open(
      URI fileSystem, Configuration configuration, String stateDirectory, Durability durability)
      throws IOException {
    String scheme =
        fileSystem.getScheme() == null ? "" : fileSystem.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "file" -> new LocalStore(stateDirectory, durability);
      case "hdfs" -> {
        FileContext files = FileContext.getFileContext(fileSystem, configuration);
        yield HdfsStore.open(
            files, new HdfsZones(files, configuration), stateDirectory, durability);
      }
      default ->
          throw new IOException(
              "Cannot keep state in "
                  + stateDirectory
                  + " on "
                  + fileSystem
                  + ": nothing is known of the file system '"
                  + scheme
                  + "' that makes a commit atomic. Set topics.dir and state.dir to hdfs: or,"
                  + " with --local, to file: paths.");
    };
  }
}
