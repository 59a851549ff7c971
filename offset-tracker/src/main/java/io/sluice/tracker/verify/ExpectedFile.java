package io.sluice.tracker.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.stream.Collectors;

/** An expected file, and the source of the expectation. */
sealed interface ExpectedFile {
  /** Version of the entry that names it; in the maintenance ledger if it was accepted. */
  long version();

  String path();

  long length();

  /** An entry landed it. */
  record Landed(long version, StagedFile file) implements ExpectedFile {
    @Override
    public String path() {
      return file.path();
    }

    @Override
    public long length() {
      return file.length();
    }
  }

  /** Others have created or changed it, and an operator has accepted this. */
  record Accepted(long version, Change change) implements ExpectedFile {
    @Override
    public String path() {
      return change.path();
    }

    @Override
    public long length() {
      return change.lengthFound();
    }
  }

  /** The records that are lost if the file is gone. */
  default String content() {
    return this instanceof Landed landed
        ? content(landed.file())
        : length() + " bytes that were accepted";
  }

  /** Records and offsets; offsets in between may be in files of other time partitions. */
  static String content(StagedFile file) {
    return file.records()
        + " records ("
        + file.parts().stream()
            .map(
                part ->
                    part.records()
                        + " of "
                        + new KafkaPartition(file.topic(), part.kafkaPartition())
                        + " within ["
                        + part.firstOffset()
                        + ", "
                        + (part.lastOffset() + 1)
                        + ")")
            .collect(Collectors.joining(", "))
        + ")";
  }
}
