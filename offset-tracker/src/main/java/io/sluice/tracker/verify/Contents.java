package io.sluice.tracker.verify;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge.Change;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** Looks into landed files; filled by those who know the formats. */
public interface Contents {
  /**
   * One thing that is wrong with a file.
   *
   * @param why to follow "Cannot vouch for FILE: "
   */
  record Fault(Finding.Kind kind, String why) {}

  /** Looks into no file. */
  Contents NONE =
      new Contents() {
        @Override
        public List<Fault> look(StagedFile file) {
          return List.of();
        }

        @Override
        public List<Fault> lookAccepted(Change change) {
          return List.of();
        }

        @Override
        public OptionalInt crc32c(String path) {
          return OptionalInt.empty();
        }
      };

  /**
   * What is wrong with a landed file whose name and length are right.
   *
   * @throws IOException if the file cannot be read; then it is reported as damaged
   */
  List<Fault> look(StagedFile file) throws IOException;

  /** The fault of an accepted file of others whose name and length are right. */
  List<Fault> lookAccepted(Change change) throws IOException;

  /** Whether {@link #look} reads every byte. */
  default boolean readsBytes() {
    return false;
  }

  /** CRC32C of a file's bytes; empty if this does not read files. */
  OptionalInt crc32c(String path) throws IOException;
}
