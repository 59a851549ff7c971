package io.sluice.writers.avro;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RecordFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;

/** Avro's container files. A row is a datum already: its bytes are copied. */
final class AvroFiles implements RecordFiles {
  static final String EXTENSION = "avro";

  private final CodecFactory codecs;

  AvroFiles(AvroCodec codec) {
    codecs = codec.factory();
  }

  @Override
  public RecordFile begin(StagedOutput output, Schema schema, Map<String, String> metadata)
      throws IOException {
    DataFileWriter<ByteBuffer> writer = new DataFileWriter<>(new RowWriter());
    writer.setCodec(codecs);
    // A flush per block would be a packet per block on HDFS, and nobody reads before the close.
    writer.setFlushOnEveryBlock(false);
    metadata.forEach(writer::setMeta);
    writer.create(schema, output);
    return new AvroFile(writer, output);
  }

  @Override
  public void close() {
    if (codecs instanceof ReusedZstandard.Factory zstandard) {
      zstandard.close();
    }
  }

  @Override
  public String extension() {
    return EXTENSION;
  }

  /**
   * Instead of {@link DataFileWriter#appendEncoded}, which copies each row into an array of its
   * own.
   */
  private static final class RowWriter implements DatumWriter<ByteBuffer> {
    @Override
    public void setSchema(Schema schema) {}

    @Override
    public void write(ByteBuffer row, Encoder block) throws IOException {
      block.writeFixed(row.array(), row.arrayOffset() + row.position(), row.remaining());
    }
  }

  private record AvroFile(DataFileWriter<ByteBuffer> writer, StagedOutput output)
      implements RecordFile {
    @Override
    public void append(ByteBuffer row) throws IOException {
      writer.append(row);
    }

    @Override
    public long size() {
      return output.length();
    }

    @Override
    public void close() throws IOException {
      writer.close();
      output.close();
    }

    @Override
    public void abandon() throws IOException {
      output.abandon();
    }
  }
}
