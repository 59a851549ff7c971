package io.sluice.tracker.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.StagedFile;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** Checks the content of landed files; implemented by code that knows the formats. */
public interface Contents {
  /**
   * A fault of a file.
   *
   * @param why the text after "Cannot vouch for FILE: "
   */
  record Fault(Finding.Kind kind, String why) {}

  /** Checks no content. */
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
   * The faults of a landed file with the correct name and length.
   *
   * @throws IOException if the file cannot be read; then it is reported as damaged
   */
  List<Fault> look(StagedFile file) throws IOException;

  /** The fault of an accepted file of others with the correct name and length. */
  List<Fault> lookAccepted(Change change) throws IOException;

  /** Returns whether {@link #look} reads every byte. */
  default boolean readsBytes() {
    return false;
  }

  /** CRC32C of a file's bytes; empty if this does not read files. */
  OptionalInt crc32c(String path) throws IOException;
}
