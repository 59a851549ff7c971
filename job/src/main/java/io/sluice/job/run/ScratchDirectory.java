package io.sluice.job.run;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Local directory in which MapReduce's local runner keeps the job's own files; holds nothing that
 * counts.
 */
final class ScratchDirectory implements AutoCloseable {
  private static final Log LOG = Log.of(ScratchDirectory.class);

  private final Store store;
  private final Path directory;

  private ScratchDirectory(Store store, Path directory) {
    this.store = store;
    this.directory = directory;
  }

  /** A fresh one where the local runner runs; on a cluster an empty path, which nobody uses. */
  static ScratchDirectory of(OpenIngestion open) throws IOException {
    return new ScratchDirectory(
        open.store(),
        open.where() == ExecutionMode.LOCAL
            ? Files.createTempDirectory("sluice-local-")
            : Path.of(""));
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    if (!directory.isAbsolute()) {
      return;
    }
    try {
      store.delete(directory.toString());
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot remove scratch files: path={}", directory, e);
    }
  }
}
