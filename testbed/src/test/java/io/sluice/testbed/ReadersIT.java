package io.sluice.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.readers.AvroTools;
import io.sluice.testbed.readers.DuckDb;
import io.sluice.testbed.readers.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersIT {
  @TempDir Path directory;

  @Test
  void duckDbReadsParquetWithItsTimePartitionsAsText() throws IOException {
    try (DuckDb duckDb = DuckDb.open(StackHome.find())) {
      Path hour = Files.createDirectories(directory.resolve("hour=07"));
      duckDb.execute("COPY (SELECT 42 AS id, NULL AS name) TO '" + hour + "/0.parquet'");

      Table table = duckDb.query("SELECT id, name, hour FROM " + DuckDb.parquet(directory));

      assertEquals(List.of("id", "name", "hour"), table.columns());
      assertEquals(List.of(List.of("42", "NULL", "07")), table.rows());
    }
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
