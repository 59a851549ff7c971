package io.sluice.writers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.TimestampType;
import io.sluice.records.landing.LandingAnswer;
import io.sluice.records.landing.LandingSchema;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics that land as lines of text. */
class TextTopicTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final long NINE = Instant.parse("2026-11-21T09:00:00Z").toEpochMilli();
  private static final StagedPaths PATHS =
      new StagedPaths(
          new StagingOwner("shop", "ledger", "/state"), 6, "20261121T093000Z-abc123", 4, "0");
  private static final WriterSchema STRING = WriterSchema.parse("\"string\"", "");

  private final MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));

  private static ByteBuffer body(byte[] value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    encoder.writeBytes(value);
    encoder.flush();
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static WriterOptions options(String text, Problems problems) {
    return WriterOptions.read(Settings.NONE.overlay(text, "test", problems), problems);
  }

  private Manifest land(String settings, WriterSchema schema, List<byte[]> values)
      throws IOException {
    String text = "format=text\n" + settings;
    Problems problems = new Problems();
    LandingAnswer answer = options(text, problems).landingRules().first("orders", schema.schema());
    problems.throwIfAny();
    LandingSchema landing = ((LandingAnswer.Fixed) answer).schema();
    OffsetRange range = Orders.range(0, 0, values.size());
    try (TaskWriter writer =
        TaskWriter.open(PATHS, store, TaskWriterTest.settings(text), InstantSource.fixed(NOW))) {
      writer.accept(
          new TopicStart(
              "orders",
              "topic-id",
              landing.text(),
              "/data/orders",
              "/data/.quarantine/orders",
              List.of(Orders.piece(range, 0))));
      FetchedRecord fetched = new FetchedRecord();
      for (int offset = 0; offset < values.size(); offset++) {
        fetched.coordinates().at("orders", 0, offset).stamped(NINE, TimestampType.CREATE_TIME);
        fetched.valued(ByteBuffer.wrap(values.get(offset)));
        writer.accept(new InFlightRecord(fetched, schema).with(schema, body(values.get(offset))));
      }
      writer.accept(Orders.end(range));
      writer.accept(TopicEnd.sound("orders"));
      return writer.finish();
    }
  }

  private static String firstOf(byte[] avro) throws IOException {
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(new SeekableByteArrayInput(avro), new GenericDatumReader<>())) {
      return reader.next().toString();
    }
  }

  private static List<byte[]> lines(String... lines) {
    return Arrays.stream(lines).map(line -> line.getBytes(UTF_8)).toList();
  }

  @ParameterizedTest
  @CsvSource({"none, txt", "gzip, txt.gz", "zstd, txt.zst"})
  void valuesLandOnALineEachInAFileThatReadersKnowByItsExtension(String codec, String extension)
      throws IOException {
    Manifest manifest =
        land("text.codec=" + codec, STRING, lines("one", "", "trés ☂", "{\"a\":1}"));

    StagedFile file = manifest.files().get(0);
    assertTrue(
        file.path().startsWith("/data/orders/dt=2026-11-21/hour=09/7-")
            && file.path().endsWith("." + extension),
        file::path);
    assertEquals(4, file.records());
    assertEquals(
        "one\n\ntrés ☂\n{\"a\":1}\n",
        new String(LandedText.of(store.read(file.staged()).orElseThrow(), file.path()), UTF_8));
  }

  @Test
  void gzipIsTheCodecWhereNoneIsSet() throws IOException {
    assertTrue(land("", STRING, lines("x")).files().get(0).path().endsWith(".txt.gz"));
  }

  @ParameterizedTest
  @CsvSource({"none", "gzip", "zstd"})
  void manyBlocksAreOneFile(String codec) throws IOException {
    List<byte[]> values = new ArrayList<>();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int i = 0; i < 3000; i++) {
      byte[] value = ("line " + i + " " + "x".repeat(i)).getBytes(UTF_8);
      values.add(value);
      expected.write(value);
      expected.write('\n');
    }

    Manifest manifest = land("text.codec=" + codec, STRING, values);

    assertEquals(1, manifest.files().size());
    StagedFile file = manifest.files().get(0);
    assertEquals(
        expected.toString(UTF_8),
        new String(LandedText.of(store.read(file.staged()).orElseThrow(), file.path()), UTF_8));
  }

  @Test
  void filesRollAtTheirSize() throws IOException {
    Manifest manifest =
        land("text.codec=none\nfile.bytes=8", STRING, lines("123", "456", "789", "0"));

    assertEquals(List.of(2L, 2L), manifest.files().stream().map(StagedFile::records).toList());
  }

  @ParameterizedTest
  @CsvSource({"\"string\"", "\"bytes\""})
  void aValueWithALineBreakIsQuarantinedWithItsPlace(String schema) throws IOException {
    Manifest manifest =
        land("", WriterSchema.parse(schema, ""), lines("good", "two\nlines", "dos\r", "fine"));

    PieceOutcome piece = manifest.pieces().get(0);
    assertEquals(2, piece.records());
    assertEquals(2, piece.quarantined());
    StagedFile bad =
        manifest.files().stream()
            .filter(file -> file.kind() == StagedFile.Kind.QUARANTINE)
            .findFirst()
            .orElseThrow();
    String quarantined = firstOf(store.read(bad.staged()).orElseThrow());
    assertTrue(quarantined.contains("text-line-break"), quarantined);
    assertTrue(
        quarantined.contains("The value has a line break at byte 3, and with format=text"),
        quarantined);
  }

  @Test
  void aSchemaThatIsNoLineHoldsTheTopic() {
    Problems problems = new Problems();
    LandingAnswer answer =
        options("format=text", problems).landingRules().first("orders", Orders.SCHEMA.schema());

    assertEquals(
        List.of(
            "Cannot land topic 'orders': with format=text a value is one line, a string or bytes, and its values are of type record. Set value.format=string, json or bytes, or format=avro for this topic by an override."),
        ((LandingAnswer.Refused) answer).problems());
  }

  @Test
  void coordinatesThatWereAskedForAreRefusedAndTheirDefaultIsNot() {
    Problems problems = new Problems();
    options("format=text", problems);
    options("format=text\ncoordinates=none", problems);
    assertEquals(List.of(), problems.lines());

    options("format=text\ncoordinates=offset", problems);

    assertEquals(
        List.of(
            "Cannot use coordinates=offset (test:2) with format=text: a line holds the value alone, and has no columns for Kafka's coordinates. Set coordinates=none, or format=avro."),
        problems.lines());
  }

  @Test
  void aTimeInAFieldIsRefused() {
    Problems problems = new Problems();

    options("format=text\ntimestamp.extractor=RecordField\ntimestamp.field=at", problems);

    assertEquals(
        List.of(
            "Cannot use timestamp.extractor=RecordField with format=text: a line has no fields. Set timestamp.extractor to Record, Wallclock or a class, or format=avro."),
        problems.lines());
  }
}
