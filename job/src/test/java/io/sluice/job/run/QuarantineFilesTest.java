package io.sluice.job.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.records.landing.QuarantineSchema;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineFilesTest {
  @TempDir private java.nio.file.Path directory;

  @Test
  void theFirstBadRecordOfATopicIsNamedWithItsError() throws IOException {
    java.nio.file.Path file = directory.resolve("1-run-0-1.avro");
    GenericRecord row =
        new GenericRecordBuilder(QuarantineSchema.schema())
            .set("kafka_topic", "clicks")
            .set("kafka_partition", 3)
            .set("kafka_offset", 7L)
            .set("kafka_timestamp", null)
            .set("kafka_timestamp_type", "CreateTime")
            .set("kafka_key", null)
            .set("kafka_headers", List.of())
            .set("error_class", "time-missing")
            .set("error_message", "It has no time.")
            .set("run_id", "run")
            .build();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>())) {
      writer.setCodec(CodecFactory.deflateCodec(1));
      writer.create(QuarantineSchema.schema(), file.toFile());
      writer.append(row);
    }

    assertEquals(
        Optional.of("clicks-3@7, time-missing: It has no time."),
        files().of(entry(file), "clicks"));
  }

  @Test
  void aFileThatCannotBeReadIsNoFailure() throws IOException {
    assertEquals(Optional.empty(), files().of(entry(directory.resolve("gone")), "clicks"));
  }

  private static QuarantineFiles files() {
    return new QuarantineFiles(new Path("file:///"), new Configuration(false));
  }

  private static OffsetEntry entry(java.nio.file.Path file) {
    return new OffsetEntry.Ingest(
        new EntryHeader("test", "id", 1, "run", 0, "sluice test", "ann", "cluster", "file:///", ""),
        OffsetState.EMPTY,
        List.of(
            new StagedFile(
                StagedFile.Kind.QUARANTINE,
                "clicks",
                0,
                "dt=2026-11-21",
                "staged",
                file.toString(),
                1,
                1,
                0,
                List.of(new StagedFile.Part(3, 7, 7, 1)))));
  }
}
