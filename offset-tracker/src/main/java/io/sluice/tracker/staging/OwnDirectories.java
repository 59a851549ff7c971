package io.sluice.tracker.staging;

import io.sluice.tracker.entry.StagedFile;
import java.io.IOException;

/**
 * The directories in which an ingestion lands. Paths in a ledger or a plan are checked against them
 * before anything is moved or deleted, because other users may have edited them.
 */
public interface OwnDirectories {
  /**
   * Returns whether files of a topic may be staged, moved and deleted below a directory.
   *
   * @param ledgerId of the ledger that names the directory
   */
  boolean isOwn(String ledgerId, StagedFile.Kind kind, String topic, String directory)
      throws IOException;
}
