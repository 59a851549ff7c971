package io.sluice.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.records.LenientSchemas;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.readers.AvroTools;
import io.sluice.testbed.readers.DuckDb;
import io.sluice.testbed.readers.QueryResult;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.writers.column.ParquetColumns;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RecordFiles;
import io.sluice.writers.file.RowMemory;
import io.sluice.writers.parquet.ParquetCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersIT {
  @TempDir Path directory;

  @Test
  void duckDbReadsParquetWithItsTimePartitionsAsText() throws IOException {
    try (DuckDb duckDb = DuckDb.open(StackHome.find())) {
      Path hour = Files.createDirectories(directory.resolve("hour=07"));
      duckDb.execute("COPY (SELECT 42 AS id, NULL AS name) TO '" + hour + "/0.parquet'");

      QueryResult table = duckDb.query("SELECT id, name, hour FROM " + DuckDb.parquet(directory));

      assertEquals(List.of("id", "name", "hour"), table.columns());
      assertEquals(List.of(List.of("42", "NULL", "07")), table.rows());
    }
  }

  @Test
  void duckDbReadsNanosecondsAndUuids() throws IOException {
    Schema schema =
        schema(
            "{'name':'moment','type':{'type':'long','logicalType':'timestamp-nanos'}},"
                + "{'name':'here','type':{'type':'long','logicalType':'local-timestamp-nanos'}},"
                + "{'name':'u','type':{'type':'fixed','name':'U','size':16,'logicalType':'uuid'}}");
    GenericRecord row = new GenericData.Record(schema);
    row.put("moment", 1_709_633_472_123_456_789L);
    row.put("here", 1_709_633_472_123_456_789L);
    row.put(
        "u",
        new GenericData.Fixed(
            schema.getField("u").schema(),
            HexFormat.of().parseHex("00112233445566778899aabbccddeeff")));
    write(directory.resolve("0.parquet"), row);

    try (DuckDb duckDb = DuckDb.open(StackHome.find())) {
      QueryResult table =
          duckDb.query(
              "SELECT typeof(moment), typeof(here), CAST(here AS VARCHAR), typeof(u), CAST(u AS VARCHAR) FROM "
                  + DuckDb.parquet(directory));

      assertEquals(
          List.of(
              List.of(
                  "TIMESTAMP WITH TIME ZONE",
                  "TIMESTAMP_NS",
                  "2024-03-05 10:11:12.123456789",
                  "UUID",
                  "00112233-4455-6677-8899-aabbccddeeff")),
          table.rows());
    }
  }

  /**
   * What {@code schema.compatibility} lets land as Parquet is one table, whichever file is first.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'int' | ['null','int']",
        "{'type':'enum','name':'E','symbols':['A']} | {'type':'enum','name':'E','symbols':['A','B']}",
        "'string' | {'type':'string','logicalType':'uuid'}",
        "{'type':'array','items':'int'} | {'type':'array','items':['null','int']}",
        "{'type':'record','name':'S','fields':[{'name':'a','type':'int'}]} | {'type':'record','name':'S','fields':[{'name':'b','type':'string'},{'name':'a','type':'int'}]}",
        "{'type':'array','items':{'type':'record','name':'S','fields':[{'name':'a','type':'int'}]}} | {'type':'array','items':{'type':'record','name':'S','fields':[{'name':'a','type':'int'},{'name':'b','type':'string'}]}}",
      })
  void duckDbTakesFilesForOneTableWhereATopicLands(String landed, String next) throws IOException {
    assertEquals(List.of(), new ParquetColumns().changes(field(next), field(landed)));

    assertEquals(8, countOfBoth(field(landed), field(next)));
    assertEquals(8, countOfBoth(field(next), field(landed)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'int' | 'long'",
        "'int' | ['int','string']",
        "['null','int'] | ['null','int','string']",
        "{'type':'array','items':'int'} | {'type':'array','items':'long'}",
        "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | {'type':'bytes','logicalType':'decimal','precision':38,'scale':2}",
      })
  void duckDbDoesNotTakeFilesForOneTableWhereATopicIsHeld(String landed, String next) {
    assertEquals(1, new ParquetColumns().changes(field(next), field(landed)).size());

    assertThrows(IOException.class, () -> countOfBoth(field(landed), field(next)));
  }

  private long countOfBoth(Schema first, Schema second) throws IOException {
    int number = 0;
    for (Schema schema : List.of(first, second)) {
      List<GenericRecord> rows = new ArrayList<>();
      for (Object row : new RandomData(schema, 4, 7)) {
        rows.add((GenericRecord) row);
      }
      write(directory.resolve(number++ + ".parquet"), rows.toArray(GenericRecord[]::new));
    }
    try (DuckDb duckDb = DuckDb.open(StackHome.find())) {
      return duckDb.query("SELECT f FROM '" + directory + "/*.parquet'").rows().size();
    }
  }

  private static void write(Path file, GenericRecord... rows) throws IOException {
    MemoryStore store = new MemoryStore(InstantSource.system());
    RecordFiles files = ParquetCodec.SNAPPY.open(new RowMemory(1 << 20, 1 << 20));
    RecordFile parquet = files.begin(store.open("/f"), rows[0].getSchema(), Map.of());
    for (GenericRecord row : rows) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(row.getSchema(), new GenericData()).write(row, encoder);
      encoder.flush();
      parquet.append(ByteBuffer.wrap(bytes.toByteArray()));
    }
    parquet.close();
    Files.write(file, store.read("/f").orElseThrow());
  }

  private static Schema field(String type) {
    return schema("{'name':'f','type':" + type + "}");
  }

  private static Schema schema(String fields) {
    return LenientSchemas.parse(
        "{'type':'record','name':'R','fields':[%s]}".formatted(fields).replace('\'', '"'));
  }

  @Test
  void avroToolsReadsRecordsAndMetadata() throws IOException {
    Schema schema =
        SchemaBuilder.record("Event")
            .fields()
            .requiredLong("id")
            .optionalString("name")
            .endRecord();
    GenericRecord named = new GenericData.Record(schema);
    named.put("id", 1L);
    named.put("name", "first");
    GenericRecord nameless = new GenericData.Record(schema);
    nameless.put("id", 2L);
    Path file = directory.resolve("events.avro");
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setMeta("sluice.run", "a-run");
      writer.create(schema, file.toFile());
      writer.append(named);
      writer.append(nameless);
    }

    try (AvroTools avro = AvroTools.open(StackHome.find())) {
      assertEquals(
          List.of(Map.of("id", "1", "name", "first"), Map.of("id", "2", "name", "NULL")),
          avro.rows(List.of(file)));
      assertEquals("a-run", avro.metadata(file).get("sluice.run"));
    }
  }
}
