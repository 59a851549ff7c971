package io.sluice.tracker.verify;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge.Change;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.stream.Collectors;

/** A file that should be there, and who says so. */
sealed interface Known {
  /** Of the entry that says so: of the ledger of upkeep for what was accepted. */
  long version();

  String path();

  long length();

  /** An entry landed it. */
  record Landed(long version, StagedFile file) implements Known {
    @Override
    public String path() {
      return file.path();
    }

    @Override
    public long length() {
      return file.length();
    }
  }

  /** Others put it there, or changed it, and a person has accepted that. */
  record Accepted(long version, Change change) implements Known {
    @Override
    public String path() {
      return change.path();
    }

    @Override
    public long length() {
      return change.lengthFound();
    }
  }

  /** The records that are lost where the file is gone. */
  default String content() {
    return this instanceof Landed landed
        ? content(landed.file())
        : length() + " bytes that were accepted";
  }

  /** Records and offsets; others may lie between them, in files of other time partitions. */
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
