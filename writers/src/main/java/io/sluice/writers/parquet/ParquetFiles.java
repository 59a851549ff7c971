package io.sluice.writers.parquet;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RecordFiles;
import io.sluice.writers.file.RowMemory;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;

/** Parquet files that share one budget of memory and one codec's buffers. */
final class ParquetFiles implements RecordFiles {
  static final String EXTENSION = "parquet";

  private final CodecFactory codecs;
  private final BytesInputCompressor compressor;
  private final RowMemory memory;

  ParquetFiles(ParquetCodec codec, RowMemory memory) {
    this.codecs =
        new CodecFactory(new PlainParquetConfiguration(), ParquetProperties.DEFAULT_PAGE_SIZE);
    this.compressor = codecs.getCompressor(codec.codec());
    this.memory = memory;
  }

  @Override
  public RecordFile begin(StagedOutput output, Schema schema, Map<String, String> metadata)
      throws IOException {
    return new ParquetFile(output, new AvroTranscoder(schema), compressor, metadata, memory);
  }

  @Override
  public String extension() {
    return EXTENSION;
  }

  @Override
  public void close() {
    codecs.release();
  }
}
