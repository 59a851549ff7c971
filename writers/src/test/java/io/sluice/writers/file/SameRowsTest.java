package io.sluice.writers.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.records.LenientSchemas;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.writers.ReadParquet;
import io.sluice.writers.avro.AvroCodec;
import io.sluice.writers.parquet.ParquetCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparison of both formats: each gives back the same rows of random records. */
class SameRowsTest {
  private static final Schema ANY =
      LenientSchemas.parse(
          """
          {"type":"record","name":"Any","fields":[
            {"name":"none","type":"null"},
            {"name":"flag","type":"boolean"},{"name":"i","type":"int"},{"name":"l","type":"long"},
            {"name":"f","type":"float"},{"name":"d","type":"double"},
            {"name":"s","type":"string"},{"name":"y","type":"bytes"},
            {"name":"day","type":{"type":"int","logicalType":"date"}},
            {"name":"micros","type":{"type":"long","logicalType":"timestamp-micros"}},
            {"name":"nanos","type":{"type":"long","logicalType":"timestamp-nanos"}},
            {"name":"localNanos","type":["null",{"type":"long","logicalType":"local-timestamp-nanos"}]},
            {"name":"uuid","type":{"type":"fixed","name":"U","size":16,"logicalType":"uuid"}},
            {"name":"uuids","type":{"type":"map","values":"U"}},
            {"name":"local","type":{"type":"long","logicalType":"local-timestamp-millis"}},
            {"name":"time","type":{"type":"int","logicalType":"time-millis"}},
            {"name":"money","type":{"type":"bytes","logicalType":"decimal","precision":20,"scale":4}},
            {"name":"fixedMoney","type":{"type":"fixed","name":"M","size":8,"logicalType":"decimal","precision":16,"scale":2}},
            {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B","C"]}},
            {"name":"x","type":{"type":"fixed","name":"X","size":5}},
            {"name":"optional","type":["null","long"]},
            {"name":"backwards","type":["string","null"]},
            {"name":"either","type":["null","string","long",{"type":"record","name":"In","fields":[{"name":"v","type":"double"}]}]},
            {"name":"list","type":{"type":"array","items":"string"}},
            {"name":"nullableItems","type":{"type":"array","items":["null","int"]}},
            {"name":"records","type":{"type":"array","items":{"type":"record","name":"Item","fields":[
               {"name":"k","type":"string"},{"name":"inner","type":{"type":"array","items":"long"}}]}}},
            {"name":"single","type":{"type":"array","items":{"type":"record","name":"One","fields":[{"name":"only","type":"int"}]}}},
            {"name":"lists","type":{"type":"array","items":{"type":"array","items":"int"}}},
            {"name":"map","type":{"type":"map","values":["null","string"]}},
            {"name":"maps","type":{"type":"map","values":{"type":"map","values":"Item"}}},
            {"name":"maybe","type":["null","Item"]}]}""");

  /** A small budget, so that row groups follow each other. */
  private static final RowMemory MEMORY = new RowMemory(100_000, 50_000);

  private final MemoryStore store = new MemoryStore(InstantSource.fixed(Instant.EPOCH));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void avroAndParquetHoldTheSameRows(long seed) throws IOException {
    List<byte[]> rows = new ArrayList<>();
    for (Object row : new RandomData(ANY, 60, seed)) {
      rows.add(body(row));
    }

    byte[] avro = write(rows, AvroCodec.ZSTANDARD.open(MEMORY), "/a");
    byte[] parquet = write(rows, ParquetCodec.ZSTD.open(MEMORY), "/p");

    List<String> ofAvro = rowsOf(avro);
    assertEquals(60, ofAvro.size());
    assertEquals(ofAvro, ReadParquet.of(parquet).rows().stream().map(String::valueOf).toList());
  }

  @ParameterizedTest
  @EnumSource(AvroCodec.class)
  void everyCodecHoldsTheSameRows(AvroCodec codec) throws IOException {
    List<byte[]> rows = new ArrayList<>();
    for (Object row : new RandomData(ANY, 100, 9)) {
      rows.add(body(row));
    }

    byte[] plain = write(rows, AvroCodec.NULL.open(MEMORY), "/plain");
    byte[] compressed = write(rows, codec.open(MEMORY), "/compressed");

    assertEquals(100, rowsOf(plain).size());
    assertEquals(rowsOf(plain), rowsOf(compressed));
  }

  private static List<String> rowsOf(byte[] avro) throws IOException {
    List<String> rows = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(
            new SeekableByteArrayInput(avro),
            new GenericDatumReader<>(null, null, new GenericData()))) {
      reader.forEach(row -> rows.add(row.toString()));
    }
    return rows;
  }

  private byte[] write(List<byte[]> rows, RecordFiles files, String path) throws IOException {
    RecordFile file = files.begin(store.open(path), ANY, Map.of());
    for (byte[] row : rows) {
      file.append(ByteBuffer.wrap(row));
    }
    file.close();
    return store.read(path).orElseThrow();
  }

  private static byte[] body(Object row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(ANY, new GenericData()).write(row, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
