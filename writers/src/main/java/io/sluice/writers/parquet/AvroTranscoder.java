package io.sluice.writers.parquet;

import io.sluice.writers.column.ParquetColumns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * By way of Avro's own objects and parquet-avro: the plain way, and the measure for faster ones.
 */
final class AvroTranscoder implements Transcoder {
  private final MessageType columns;
  private final Map<String, String> metadata;
  private final GenericDatumReader<IndexedRecord> reader;
  private final AvroWriteSupport<Object> support;
  private @Nullable BinaryDecoder decoder;
  private @Nullable IndexedRecord reused;

  AvroTranscoder(Schema schema) {
    // No conversions: a timestamp stays the long that it is.
    GenericData plain = new GenericData();
    columns = ParquetColumns.of(schema);
    reader = new GenericDatumReader<>(schema, schema, plain);
    support = new AvroWriteSupport<>(columns, schema, plain);
    metadata = support.init(ParquetColumns.configuration()).getExtraMetaData();
  }

  @Override
  public MessageType columns() {
    return columns;
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public void begin(RecordConsumer consumer) {
    support.prepareForWrite(consumer);
  }

  @Override
  public void write(ByteBuffer row) throws IOException {
    decoder =
        DecoderFactory.get()
            .binaryDecoder(
                row.array(), row.arrayOffset() + row.position(), row.remaining(), decoder);
    reused = reader.read(reused, decoder);
    support.write(reused);
  }
}
