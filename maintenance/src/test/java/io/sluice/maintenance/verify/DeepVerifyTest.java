package io.sluice.maintenance.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.LargeStack;
import io.sluice.records.LenientSchemas;
import io.sluice.records.landing.Coordinate;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.Finding.Kind;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepVerifyTest {
  private static final List<Coordinate> COORDINATES =
      List.of(Coordinate.PARTITION, Coordinate.OFFSET, Coordinate.TIMESTAMP);

  @TempDir Path directory;

  private LandedWorld world(String format) throws IOException {
    return new LandedWorld(directory, format, COORDINATES);
  }

  private static Path path(StagedFile file) {
    return Path.of(file.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet"})
  void soundDataIsSound(String format) throws IOException {
    LandedWorld world = world(format);
    world.lands(0);
    world.lands(10);

    VerifyReport report = world.deep();

    assertEquals(List.of(), report.findings());
    assertEquals(16, report.records());
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet"})
  void oneByteThatChangedIsFound(String format) throws IOException {
    LandedWorld world = world(format);
    StagedFile file = world.lands(0).get(0);
    byte[] content = Files.readAllBytes(path(file));
    content[content.length / 2] ^= 1;
    Files.write(path(file), content);

    VerifyReport report = world.deep();

    assertEquals(List.of(Kind.OTHER_CONTENT), LandedWorld.kinds(report));
    assertTrue(
        report.findings().get(0).message().startsWith("Cannot vouch for " + file.path()),
        report.findings().get(0).message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet"})
  void aFileThatWasTruncatedAndPaddedIsFound(String format) throws IOException {
    LandedWorld world = world(format);
    StagedFile file = world.lands(0).get(0);
    byte[] content = Files.readAllBytes(path(file));
    java.util.Arrays.fill(content, content.length - 20, content.length, (byte) 0);
    Files.write(path(file), content);

    assertEquals(List.of(Kind.OTHER_CONTENT), LandedWorld.kinds(world.deep()));
  }

  @Test
  void filesThatWereExchangedAreFoundThoughTheirLengthsAreTheSame() throws IOException {
    LandedWorld world = world("avro");
    // Offsets of as many digits make files of one length.
    StagedFile one = world.lands(10).get(0);
    StagedFile other = world.lands(20).get(0);
    assertEquals(one.length(), other.length());
    Path between = directory.resolve("between");
    Files.move(path(one), between);
    Files.move(path(other), path(one));
    Files.move(between, path(other));

    assertEquals(List.of(Kind.OTHER_CONTENT, Kind.OTHER_CONTENT), LandedWorld.kinds(world.deep()));
  }

  @Test
  void aCopyBesideIsFoundByItsBytes() throws IOException {
    LandedWorld world = world("avro");
    StagedFile file = world.lands(0).get(0);
    Files.copy(path(file), Path.of(file.path() + ".bak"), StandardCopyOption.COPY_ATTRIBUTES);

    assertEquals(List.of(Kind.DOUBLED_FILE), LandedWorld.kinds(world.deep()));
  }

  @Test
  void recordsThatTheLedgerHasElsewhereAreFoundThoughTheBytesAreAsWritten() throws IOException {
    LandedWorld world = world("avro");
    List<StagedFile> files = world.lands(0);
    // As a defect of ours would do it: the ledger says other offsets than the file holds.
    StagedFile wrong = moved(files.get(0));
    List<Kind> found = new java.util.ArrayList<>();
    EntryRows rows = new EntryRows(1, "orders", finding -> found.add(finding.kind()));

    rows.read(wrong, new LandedRows(world.files, world.hadoop), (number, offset, row) -> {});

    assertEquals(List.of(Kind.OTHER_OFFSETS), found);
  }

  private static StagedFile moved(StagedFile file) {
    StagedFile.Part part = file.parts().get(0);
    return new StagedFile(
        file.kind(),
        file.topic(),
        file.fileGroup(),
        file.timePartition(),
        file.staged(),
        file.path(),
        file.length(),
        file.records(),
        file.crc32c(),
        List.of(
            new StagedFile.Part(0, part.firstOffset() + 1, part.lastOffset() + 1, part.records())));
  }

  @Test
  void aFileReadTwiceHoldsEachOfItsRecordsTwice() throws IOException {
    LandedWorld world = world("parquet");
    StagedFile file = world.lands(0).get(0);
    List<String> found = new java.util.ArrayList<>();
    EntryRows rows = new EntryRows(1, "orders", finding -> found.add(finding.message()));
    LandedRows landed = new LandedRows(world.files, world.hadoop);

    rows.read(file, landed, (number, offset, row) -> {});
    rows.read(file, landed, (number, offset, row) -> {});

    assertEquals(1, found.size());
    assertTrue(
        found.get(0).contains("2 of its records are there twice, in it or in another file"),
        found.get(0));
  }

  @Test
  void withoutCoordinatesItSaysWhatItDidNotLookAt() throws IOException {
    LandedWorld world = new LandedWorld(directory, "avro", List.of(Coordinate.TIMESTAMP));
    world.lands(0);

    VerifyReport report = world.deep();

    assertEquals(List.of(Kind.NOT_LOOKED_AT), LandedWorld.kinds(report));
    assertEquals(Answer.SOUND, report.answer());
    assertEquals(
        "Topic orders has landed without the columns of Kafka partition and offset (coordinates):"
            + " its files were held against the ledger by length, count and checksum only.",
        report.findings().get(0).message());
  }

  @Test
  void linesAreCountedWithoutCoordinates() throws IOException {
    LandedWorld world = new LandedWorld(directory, "text", List.of());
    StagedFile file = world.lands(0).get(0);

    assertEquals(List.of(Kind.NOT_LOOKED_AT), LandedWorld.kinds(world.deep()));

    List<Finding> found = new ArrayList<>();
    EntryRows rows = new EntryRows(1, "orders", found::add);
    rows.read(withOneRecordMore(file), new LandedRows(world.files, world.hadoop), NOBODY);

    assertTrue(
        found.get(0).message().contains("it holds 2 records, the ledger says 3"), found::toString);
  }

  private static final EntryRows.Sink NOBODY = (kafkaPartition, offset, row) -> {};

  private static StagedFile withOneRecordMore(StagedFile file) {
    return new StagedFile(
        file.kind(),
        file.topic(),
        file.fileGroup(),
        file.timePartition(),
        file.staged(),
        file.path(),
        file.length(),
        file.records() + 1,
        file.crc32c(),
        List.of(
            new StagedFile.Part(
                0,
                file.parts().get(0).firstOffset(),
                file.parts().get(0).lastOffset() + 1,
                file.records() + 1)));
  }

  private static final Schema VALUES =
      LenientSchemas.parse(
          """
          {"type":"record","name":"V","fields":[
            {"name":"s","type":{"type":"string","avro.java.string":"String"}},
            {"name":"d","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
            {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
            {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}},
            {"name":"x","type":["null",{"type":"fixed","name":"X","size":2}]},
            {"name":"m","type":{"type":"map","values":"float"}},
            {"name":"u","type":["null","string","long"]},
            {"name":"kafka_partition","type":"int","sluice.coordinate":"partition"},
            {"name":"kafka_offset","type":"long","sluice.coordinate":"offset"}]}""");

  private static GenericRecord row(long offset, byte[] text, byte[] decimal, long at) {
    return new GenericRecordBuilder(VALUES)
        .set("s", new Utf8(text))
        .set("d", ByteBuffer.wrap(decimal))
        .set("at", at)
        .set("e", new GenericData.EnumSymbol(VALUES.getField("e").schema(), "B"))
        .set(
            "x",
            new GenericData.Fixed(
                VALUES.getField("x").schema().getTypes().get(1), new byte[] {1, 2}))
        .set("m", Map.of(new Utf8("k"), 1.5f))
        .set("u", offset == 0 ? new Utf8("u") : (Object) offset)
        .set("kafka_partition", 0)
        .set("kafka_offset", offset)
        .build();
  }

  /** As tasks landed them before such values went to quarantine. */
  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet"})
  void valuesThatTheirTypesDoNotAllowAreFoundWithFileAndOffset(String format) throws IOException {
    byte[] text = {'a'};
    byte[] cents = {100};
    List<GenericRecord> rows =
        List.of(
            row(0, text, cents, 0),
            row(1, new byte[] {'c', (byte) 0xe9}, cents, 0),
            row(2, text, new byte[] {127, 127, 127, 127, 127}, 0),
            row(3, text, cents, Long.MAX_VALUE),
            row(4, text, cents, -1));
    LandedWorld world = world(format);
    StagedFile file = written(rows, format, VALUES);
    List<Finding> found = new ArrayList<>();

    new EntryRows(7, "orders", found::add)
        .read(file, new LandedRows(world.files, world.hadoop), (number, offset, row) -> {});

    assertEquals(1, found.size(), found::toString);
    assertEquals(Kind.UNFIT_VALUE, found.get(0).kind());
    assertEquals(
        "Cannot vouch for "
            + file.path()
            + " of version 7: 3 of its records hold a value that its type does not allow, first"
            + " orders-0 1: Field V.s is no text in UTF-8. Readers may refuse the whole file. Put a"
            + " file without these records in its place, or move it away, and accept that with:"
            + " ledger --accept . --topic orders --reason TEXT --execute",
        found.get(0).message());
  }

  private StagedFile written(List<GenericRecord> rows, String format, Schema schema)
      throws IOException {
    Path path = directory.resolve("a." + format);
    if (format.equals("avro")) {
      try (DataFileWriter<GenericRecord> file =
          new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
        file.create(schema, path.toFile());
        for (GenericRecord row : rows) {
          file.append(row);
        }
      }
    } else {
      try (ParquetWriter<GenericRecord> file =
          AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(path))
              .withSchema(schema)
              .withDataModel(new GenericData())
              .build()) {
        for (GenericRecord row : rows) {
          file.write(row);
        }
      }
    }
    return new StagedFile(
        StagedFile.Kind.DATA,
        "orders",
        0,
        "",
        path + ".staged",
        path.toString(),
        Files.size(path),
        rows.size(),
        0,
        List.of(new StagedFile.Part(0, 0, rows.size() - 1, rows.size())));
  }

  @Test
  void recordsFiveHundredDeepAreReadAndHashedOnALargeStack() throws Exception {
    Schema node =
        LenientSchemas.parse(
            """
            {"type":"record","name":"N","fields":[
              {"name":"n","type":["null",{"type":"record","name":"In","fields":[
                {"name":"n","type":{"type":"array","items":["null","In"]}}]}]},
              {"name":"kafka_partition","type":"int","sluice.coordinate":"partition"},
              {"name":"kafka_offset","type":"long","sluice.coordinate":"offset"}]}""");
    Schema in = node.getField("n").schema().getTypes().get(1);
    GenericRecord inner = new GenericRecordBuilder(in).set("n", List.of()).build();
    for (int depth = 2; depth < 500; depth++) {
      inner = new GenericRecordBuilder(in).set("n", List.of(inner)).build();
    }
    GenericRecord row =
        new GenericRecordBuilder(node)
            .set("n", inner)
            .set("kafka_partition", 0)
            .set("kafka_offset", 0L)
            .build();
    LandedWorld world = world("avro");
    StagedFile file = world.landed(LargeStack.call(() -> written(List.of(row), "avro", node)));
    LandedBytes bytes = world.bytes();
    assertEquals(List.of(), bytes.look(file));
    Map<Long, Long> hashes = new HashMap<>();
    List<Object> found = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                found.addAll(world.deep(bytes).verify(new HashedRows(node, hashes)));
              } catch (IOException | StackOverflowError e) {
                found.add(e);
              }
            },
            "small",
            256 << 10);
    small.start();
    small.join();

    assertEquals(List.of(), found);
    assertEquals(Map.of(0L, LargeStack.call(() -> RowHash.of(node, row))), hashes);
  }

  /** Puts the hash of each row by its offset. */
  private record HashedRows(Schema schema, Map<Long, Long> hashes) implements DeepVerify.TopicRows {
    @Override
    public EntryRows.Sink begin(Ingest entry, TopicState topic) {
      return (number, offset, row) -> hashes.put(offset, RowHash.of(schema, row));
    }

    @Override
    public void end(Ingest entry, TopicState topic, EntryRows read) {}
  }
}
