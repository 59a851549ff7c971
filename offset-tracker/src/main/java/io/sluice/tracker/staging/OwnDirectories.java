package io.sluice.tracker.staging;

import io.sluice.tracker.entry.StagedFile;
import java.io.IOException;

/**
 * The directories in which an ingestion lands. What a ledger or a plan names is held against them
 * before it is moved or deleted, since others may have written there.
 */
public interface OwnDirectories {
  /**
   * Whether files of a topic may be staged, moved and deleted below a directory.
   *
   * @param ledgerId of the ledger that names the directory
   */
  boolean isOwn(String ledgerId, StagedFile.Kind kind, String topic, String directory)
      throws IOException;
}
