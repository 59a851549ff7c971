package io.sluice.tracker.verify;

import io.sluice.tracker.entry.StagedFile;
import java.io.IOException;
import java.util.OptionalLong;

/** How many records a landed file says that it holds. Filled by those who know the formats. */
public interface FooterCounts {
  /** Looks into no file. */
  FooterCounts NONE = file -> OptionalLong.empty();

  /**
   * Counts by footer or block headers, without reading the records.
   *
   * @param file landed
   * @return empty if the format does not tell
   * @throws IOException if the file cannot be read; then it is told as damaged
   */
  OptionalLong records(StagedFile file) throws IOException;
}
