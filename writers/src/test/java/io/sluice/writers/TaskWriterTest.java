package io.sluice.writers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.DroppedRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.TopicEnd;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.EventTime;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.Staging;
import io.sluice.writers.avro.AvroCodec;
import io.sluice.writers.parquet.ParquetCodec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final long HOUR_9 = Instant.parse("2026-11-21T09:00:00Z").toEpochMilli();
  private static final StagedPaths PATHS =
      new StagedPaths(
          new StagingOwner("shop", "ledger", "/state"), 6, "20261121T093000Z-abc123", 4, "0");

  private final MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));
  private final Orders orders = new Orders();

  @ParameterizedTest
  @EnumSource(AvroCodec.class)
  void avroFilesAreReadByAvro(AvroCodec codec) throws IOException {
    Manifest manifest = tenRecords("avro.codec=" + codec.text());

    StagedFile file = manifest.files().get(0);
    try (DataFileReader<GenericRecord> reader = avro(file)) {
      List<GenericRecord> rows = new ArrayList<>();
      reader.forEach(rows::add);
      assertEquals(10, rows.size());
      assertEquals(
          "{\"id\": \"order-3\", \"at\": 1763715600003, \"price\": \"\\u0004\\u0003\", \"state\":"
              + " \"DONE\", \"lines\": [{\"sku\": \"sku-3\", \"count\": 3}, {\"sku\": \"sku-3\","
              + " \"count\": 3}], \"tags\": {\"a\": null}, \"note\": \"note\","
              + " \"kafka_partition\": 0, \"kafka_offset\": 3, \"kafka_timestamp\": 1795251600000}",
          rows.get(3).toString());
      assertEquals(Orders.LANDING.schema(), reader.getSchema());
      assertEquals(codec.text(), reader.getMetaString("avro.codec"));
      assertEquals(PATHS.runId(), reader.getMetaString("sluice.run"));
      assertEquals("orders", reader.getMetaString("sluice.topic"));
      assertEquals("topic-id", reader.getMetaString("sluice.topic.id"));
      assertEquals("42", reader.getMetaString("sluice.schema.id"));
      assertEquals(Orders.LANDING.fingerprint(), reader.getMetaString("sluice.landing.schema"));
    }
  }

  @ParameterizedTest
  @EnumSource(ParquetCodec.class)
  void parquetFilesAreReadByParquet(ParquetCodec codec) throws IOException {
    Manifest manifest =
        tenRecords(
            "format=parquet\nparquet.codec="
                + codec.name().toLowerCase(Locale.ROOT).replace('_', '-'));

    StagedFile file = manifest.files().get(0);
    assertTrue(file.path().endsWith(".parquet"));
    ReadParquet read = ReadParquet.of(content(file));
    assertEquals(10, read.rows().size());
    assertEquals(
        "{\"id\": \"order-3\", \"at\": 1763715600003, \"price\": \"\\u0004\\u0003\", \"state\":"
            + " \"DONE\", \"lines\": [{\"sku\": \"sku-3\", \"count\": 3}, {\"sku\": \"sku-3\","
            + " \"count\": 3}], \"tags\": {\"a\": null}, \"note\": \"note\","
            + " \"kafka_partition\": 0, \"kafka_offset\": 3, \"kafka_timestamp\": 1795251600000}",
        read.rows().get(3).toString());
    assertEquals(codec.name(), read.codec());
    assertEquals(PATHS.runId(), read.metadata().get("sluice.run"));
    assertEquals("42", read.metadata().get("sluice.schema.id"));
    assertEquals(
        """
        message Order {
          required binary id (STRING);
          required int64 at (TIMESTAMP(MILLIS,true));
          required binary price (DECIMAL(9,2));
          required binary state (ENUM);
          required group lines (LIST) {
            repeated group list {
              required group element {
                required binary sku (STRING);
                required int32 count;
              }
            }
          }
          required group tags (MAP) {
            repeated group key_value {
              required binary key (STRING);
              optional binary value (STRING);
            }
          }
          optional binary note (STRING);
          required int32 kafka_partition;
          required int64 kafka_offset;
          optional int64 kafka_timestamp (TIMESTAMP(MILLIS,true));
        }
        """,
        read.columns());
  }

  @Test
  void aFileIsStagedUnderItsFinalNameAndSummedUp() throws IOException {
    Manifest manifest = tenRecords("");

    StagedFile file = manifest.files().get(0);
    byte[] content = content(file);
    CRC32C crc = new CRC32C();
    crc.update(content);
    assertEquals(
        new StagedFile(
            StagedFile.Kind.DATA,
            "orders",
            0,
            "dt=2026-11-21/hour=09",
            "/data/orders/.sluice-staging/shop-ledger-7ac1387d/6/20261121T093000Z-abc123/4.0/dt=2026-11-21~hour=09~7-20261121T093000Z-abc123-4-0.avro.staged",
            "/data/orders/dt=2026-11-21/hour=09/7-20261121T093000Z-abc123-4-0.avro",
            content.length,
            10,
            (int) crc.getValue(),
            List.of(new StagedFile.Part(0, 0, 9, 10))),
        file);
    assertEquals(List.of(file.staged()), store.paths());
  }

  @Test
  void eachOffsetIsAccountedFor() throws IOException {
    OffsetRange range = Orders.range(0, 100, 110);
    TaskWriter writer = open("");
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 100, HOUR_9));
    writer.accept(orders.bad(0, 101));
    writer.accept(
        new DroppedRecord(orders.record(0, 103, HOUR_9).coordinates(), Gap.Kind.TOMBSTONE));
    writer.accept(orders.record(0, 104, HOUR_9 + 7));
    writer.accept(
        new PieceEnd(
            range,
            106,
            1,
            2,
            List.of(Gap.exact(Gap.Kind.ABSENT, 102, 103), Gap.exact(Gap.Kind.ABSENT, 105, 106)),
            Optional.of(new RangeFailure(RangeFailure.Kind.LIMIT, "The deadline has come."))));
    writer.accept(TopicEnd.sound("orders"));

    Manifest manifest = writer.finish();

    assertEquals(
        List.of(
            new PieceOutcome(
                range,
                106,
                1,
                2,
                2,
                1,
                HOUR_9 + 7,
                List.of(
                    Gap.exact(Gap.Kind.ABSENT, 102, 103),
                    Gap.exact(Gap.Kind.ABSENT, 105, 106),
                    Gap.exact(Gap.Kind.TOMBSTONE, 103, 104)),
                Optional.of(new RangeFailure(RangeFailure.Kind.LIMIT, "The deadline has come.")))),
        manifest.pieces());
  }

  @Test
  void anOffsetThatIsNotAccountedForFailsTheAttempt() throws IOException {
    OffsetRange range = Orders.range(0, 0, 2);
    TaskWriter writer = open("");
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 1, HOUR_9));

    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> writer.accept(Orders.end(range)));

    assertEquals("Of orders-0[0,2), reached 2, 1 offsets are accounted for", error.getMessage());
  }

  @Test
  void anOffsetThatComesTwiceFailsTheAttempt() throws IOException {
    TaskWriter writer = open("");
    writer.accept(Orders.start(Orders.piece(Orders.range(0, 0, 2), 0)));
    writer.accept(orders.record(0, 0, HOUR_9));

    assertThrows(IllegalStateException.class, () -> writer.accept(orders.record(0, 0, HOUR_9)));
  }

  @Test
  void wholeKafkaPartitionsOfATopicShareFilesAndCutOnesDoNot() throws IOException {
    TaskWriter writer = open("");
    writer.accept(
        Orders.start(
            Orders.piece(Orders.range(0, 0, 2), 0),
            Orders.piece(Orders.range(1, 0, 2), 0),
            Orders.piece(Orders.range(2, 5, 6), 1)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(orders.record(1, 0, HOUR_9));
    writer.accept(orders.record(2, 5, HOUR_9));
    writer.accept(orders.record(1, 1, HOUR_9));
    writer.accept(orders.record(0, 1, HOUR_9));
    writer.accept(Orders.end(Orders.range(2, 5, 6)));
    writer.accept(Orders.end(Orders.range(0, 0, 2)));
    writer.accept(Orders.end(Orders.range(1, 0, 2)));
    writer.accept(TopicEnd.sound("orders"));

    Manifest manifest = writer.finish();

    List<StagedFile> files = manifest.files();
    assertEquals(
        List.of(0, 1, 2),
        manifest.pieces().stream().map(each -> each.range().kafkaPartition().number()).toList());
    assertEquals(2, files.size());
    assertEquals(1, files.get(0).fileGroup());
    assertEquals(List.of(new StagedFile.Part(2, 5, 5, 1)), files.get(0).parts());
    assertEquals(
        List.of(new StagedFile.Part(0, 0, 1, 2), new StagedFile.Part(1, 0, 1, 2)),
        files.get(1).parts());
  }

  @Test
  void aFileThatIsLargeEnoughIsFollowedByAnother() throws IOException {
    OffsetRange range = Orders.range(0, 0, 20_000);
    TaskWriter writer = open("file.bytes=256k\navro.codec=null");
    writer.accept(Orders.start(Orders.piece(range, 0)));
    for (long offset = 0; offset < range.end(); offset++) {
      writer.accept(orders.record(0, offset, HOUR_9));
    }
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));

    List<StagedFile> files = writer.finish().files();

    assertTrue(files.size() > 3, files::toString);
    assertEquals(20_000, files.stream().mapToLong(StagedFile::records).sum());
    for (StagedFile file : files.subList(0, files.size() - 1)) {
      assertTrue(file.length() >= 256 << 10 && file.length() < 400 << 10, file::toString);
    }
  }

  @Test
  void badRecordsLandInQuarantineWholeAndWithTheReason() throws IOException {
    OffsetRange range = Orders.range(0, 0, 2);
    TaskWriter writer = open("timestamp.extractor=RecordField\ntimestamp.field=gone");
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.bad(0, 0));
    writer.accept(orders.record(0, 1, HOUR_9));
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));

    Manifest manifest = writer.finish();

    StagedFile file = manifest.files().get(0);
    assertEquals(1, manifest.files().size());
    assertEquals(StagedFile.Kind.QUARANTINE, file.kind());
    assertEquals(
        "/data/.quarantine/orders/dt=2026-11-21/7-20261121T093000Z-abc123-4-0.avro", file.path());
    assertTrue(
        file.staged()
            .startsWith("/data/.quarantine/orders/.sluice-staging/shop-ledger-7ac1387d/6/"));
    try (DataFileReader<GenericRecord> reader = avro(file)) {
      GenericRecord first = reader.next();
      assertEquals("schema-unknown", first.get("error_class").toString());
      assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), first.get("kafka_value"));
      GenericRecord second = reader.next();
      assertEquals("time-missing", second.get("error_class").toString());
      assertEquals(Orders.body(1), second.get("kafka_value"));
    }
    assertEquals(0, manifest.pieces().get(0).records());
    assertEquals(2, manifest.pieces().get(0).quarantined());
  }

  @Test
  void badRecordsLieWhereNobodyEntersWhoMayNotEnterTheTopic() throws IOException {
    List<String> guarded = new ArrayList<>();
    Staging staging =
        new Staging() {
          @Override
          public StagedOutput open(String staged) throws IOException {
            guarded.add(staged.contains(".quarantine") ? "bad" : "good");
            return store.open(staged);
          }

          @Override
          public void guardLike(String directory, String like) {
            guarded.add(directory + " like " + like);
          }
        };
    OffsetRange range = Orders.range(0, 0, 2);
    TaskWriter writer = TaskWriter.open(PATHS, staging, settings(""), InstantSource.fixed(NOW));
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(orders.bad(0, 1));
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));

    writer.finish();

    assertEquals(List.of("good", "/data/.quarantine/orders like /data/orders", "bad"), guarded);
  }

  @Test
  void aTypeWithFieldsThatTheLandingSchemaLacksSpoilsTheTopic() throws IOException {
    WriterSchema refund =
        WriterSchema.parse(
            "{\"type\":\"record\",\"name\":\"Refund\",\"fields\":[{\"name\":\"why\",\"type\":\"long\"}]}",
            "43");
    OffsetRange range = Orders.range(0, 0, 3);
    TaskWriter writer = open("");
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(orders.record(0, 1, HOUR_9, refund, ByteBuffer.wrap(new byte[] {2})));
    writer.accept(orders.record(0, 2, HOUR_9));
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));

    Manifest manifest = writer.finish();

    assertEquals(List.of(), manifest.files());
    assertEquals(
        Map.of(
            "orders",
            "Cannot land records of schema Refund (schema id 43): the landing schema lacks their"
                + " fields [why], which would be lost. Give each type a topic of its own, or leave"
                + " the topic out."),
        manifest.spoiledTopics());
    assertEquals(3, manifest.pieces().get(0).reached());
  }

  @Test
  void nothingOfASpoiledTopicIsInTheManifest() throws IOException {
    OffsetRange range = Orders.range(0, 0, 1);
    TaskWriter writer = open("");
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.spoiled("orders", "The topic was created again."));

    Manifest manifest = writer.finish();

    assertEquals(List.of(), manifest.files());
    assertEquals(Map.of("orders", "The topic was created again."), manifest.spoiledTopics());
    assertEquals(
        RangeFailure.Kind.RECREATED, manifest.pieces().get(0).failure().orElseThrow().kind());
  }

  @Test
  void piecesThatEndedEarlyInATopicThatIsGoneAreReportedAsOfATopicThatIsGone() throws IOException {
    OffsetRange range = Orders.range(0, 0, 5);
    TaskWriter writer = open("");
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(
        new PieceEnd(
            range,
            1,
            3,
            3,
            List.of(),
            Optional.of(new RangeFailure(RangeFailure.Kind.UNREACHABLE, "no such topic"))));
    writer.accept(TopicEnd.spoiled("orders", "The topic was deleted."));

    Manifest manifest = writer.finish();

    assertEquals(
        RangeFailure.Kind.RECREATED, manifest.pieces().get(0).failure().orElseThrow().kind());
  }

  @Test
  void aTopicWhoseIdNobodyConfirmedIsLeftFromItsStart() throws IOException {
    OffsetRange range = Orders.range(0, 0, 1);
    TaskWriter writer = open("");
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(Orders.end(range));
    RangeFailure failure = new RangeFailure(RangeFailure.Kind.UNREACHABLE, "no answer");
    writer.accept(TopicEnd.failed("orders", failure));

    Manifest manifest = writer.finish();

    assertEquals(List.of(), manifest.files());
    assertEquals(Map.of(), manifest.spoiledTopics());
    assertEquals(0, manifest.pieces().get(0).reached());
    assertEquals(Optional.of(failure), manifest.pieces().get(0).failure());
  }

  @Test
  void aTopicWhoseExtractorCannotBeOpenedIsLeftAndEndsNoTask() throws IOException {
    Manifest manifest = tenRecords("timestamp.extractor=com.acme.Missing");

    assertEquals(List.of(), manifest.files());
    RangeFailure failure = manifest.pieces().get(0).failure().orElseThrow();
    assertEquals(RangeFailure.Kind.BLOCKED, failure.kind());
    assertTrue(
        failure
            .message()
            .startsWith(
                "Cannot open the writer of topic orders: Cannot use"
                    + " timestamp.extractor=com.acme.Missing: "),
        failure::message);
  }

  @Test
  void anErrorInAUsersExtractorMakesABadRecord() throws IOException {
    Manifest manifest = tenRecords("timestamp.extractor=" + Bottomless.class.getName());

    assertEquals(10, manifest.pieces().get(0).quarantined());
  }

  @Test
  void aRecordWhoseRowDoesNotFitIntoTheMemoryIsRefusedAndMayComeAgain() throws IOException {
    OffsetRange range = Orders.range(0, 0, 3);
    TaskWriter writer = open("timestamp.extractor=" + HungryOnce.class.getName());
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(orders.record(0, 1, HOUR_9));

    RangeFailure refusal = orders.refusal().orElseThrow();
    writer.accept(orders.record(0, 1, HOUR_9));
    writer.accept(orders.record(0, 2, HOUR_9));
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));

    assertEquals(RangeFailure.Kind.MEMORY, refusal.kind());
    assertEquals(3, writer.finish().pieces().get(0).records());
  }

  /** Takes more memory than there is when it sees offset 1 first. */
  public static final class HungryOnce implements EventTime {
    private boolean seen;

    @Override
    public long millis(String schema, ByteBuffer body, Coordinates at) {
      if (at.offset() == 1 && !seen) {
        seen = true;
        throw new OutOfMemoryError("no room");
      }
      return HOUR_9;
    }
  }

  @Test
  void aRecordWhoseTimeCannotBeAskedForNowEndsItsRangeAndNoTask() throws IOException {
    OffsetRange range = Orders.range(0, 0, 2);
    TaskWriter writer = open("timestamp.extractor=" + CutOff.class.getName());
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(orders.record(0, 1, HOUR_9));

    RangeFailure refusal = orders.refusal().orElseThrow();

    assertEquals(
        new RangeFailure(
            RangeFailure.Kind.UNREACHABLE,
            "Cannot find the time of orders-0@1: java.net.SocketTimeoutException: no answer"),
        refusal);
  }

  /** Cannot reach what it needs for offset 1. */
  public static final class CutOff implements EventTime {
    @Override
    public long millis(String schema, ByteBuffer body, Coordinates at) throws IOException {
      if (at.offset() == 1) {
        throw new SocketTimeoutException("no answer");
      }
      return HOUR_9;
    }
  }

  @Test
  void aTopicWhoseEventTimeCannotBeOpenedNowIsLeftToTheNextRun() throws IOException {
    OffsetRange range = Orders.range(0, 0, 1);
    TaskWriter writer = open("timestamp.extractor=" + Unopened.class.getName());
    writer.accept(Orders.start(Orders.piece(range, 0)));
    writer.accept(orders.record(0, 0, HOUR_9));
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));

    PieceOutcome outcome = writer.finish().pieces().get(0);

    assertEquals(0, outcome.reached());
    assertEquals(RangeFailure.Kind.UNREACHABLE, outcome.failure().orElseThrow().kind());
  }

  /** Cannot reach what it needs. */
  public static final class Unopened implements EventTime {
    @Override
    public void open(String topic, Map<String, String> settings) throws IOException {
      throw new IOException("no answer");
    }

    @Override
    public long millis(String schema, ByteBuffer body, Coordinates at) {
      return HOUR_9;
    }
  }

  /** As one whose recursion has no end. */
  public static final class Bottomless implements EventTime {
    @Override
    public long millis(String schema, ByteBuffer body, Coordinates at) throws BadRecordException {
      throw new StackOverflowError();
    }
  }

  @Test
  void aClosedWriterHasGivenUpWhatWasOpen() throws IOException {
    TaskWriter writer = open("");
    writer.accept(Orders.start(Orders.piece(Orders.range(0, 0, 2), 0)));
    writer.accept(orders.record(0, 0, HOUR_9));

    writer.close();
    writer.close();

    assertThrows(IllegalStateException.class, writer::finish);
  }

  @Test
  void aRecordFromAvroToAvroCostsHardlyAnObject() throws IOException {
    int records = 200_000;
    OffsetRange range = Orders.range(0, 0, 2L * records);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TaskWriter writer =
        TaskWriter.open(
            PATHS,
            new Discarded(),
            settings("timestamp.extractor=RecordField\ntimestamp.field=at"),
            InstantSource.fixed(NOW));
    writer.accept(Orders.start(Orders.piece(range, 0)));
    ByteBuffer body = Orders.body(1);
    for (long offset = 0; offset < records; offset++) {
      writer.accept(orders.record(0, offset, HOUR_9, Orders.SCHEMA, body));
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    for (long offset = records; offset < 2L * records; offset++) {
      writer.accept(orders.record(0, offset, HOUR_9, Orders.SCHEMA, body));
    }
    long perRecord = (threads.getCurrentThreadAllocatedBytes() - before) / records;

    assertTrue(perRecord < 50, () -> perRecord + " bytes per record");
  }

  private Manifest tenRecords(String settings) throws IOException {
    OffsetRange range = Orders.range(0, 0, 10);
    TaskWriter writer = open(settings);
    writer.accept(Orders.start(Orders.piece(range, 0)));
    for (long offset = 0; offset < 10; offset++) {
      writer.accept(orders.record(0, offset, HOUR_9));
    }
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));
    return writer.finish();
  }

  private TaskWriter open(String settings) {
    return TaskWriter.open(PATHS, store, settings(settings), InstantSource.fixed(NOW));
  }

  static Settings settings(String text) {
    Problems problems = new Problems();
    Settings settings = Settings.NONE.overlay(text, "test", problems);
    problems.throwIfAny();
    return settings;
  }

  private byte[] content(StagedFile file) {
    return store.read(file.staged()).orElseThrow();
  }

  private DataFileReader<GenericRecord> avro(StagedFile file) throws IOException {
    return new DataFileReader<>(
        new SeekableByteArrayInput(content(file)),
        new GenericDatumReader<>(null, null, new GenericData()));
  }
}
