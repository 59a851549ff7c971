package io.sluice.writers.parquet;

import io.sluice.writers.file.FileCodec;
import io.sluice.writers.file.RecordFiles;
import io.sluice.writers.file.RowMemory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Codecs of Parquet files, {@code parquet.codec}: those that work with what the job jar carries.
 * LZO and Brotli need native libraries that nobody ships, and LZ4 is Hadoop's own framing, which
 * LZ4_RAW has replaced.
 */
public enum ParquetCodec implements FileCodec {
  UNCOMPRESSED(CompressionCodecName.UNCOMPRESSED),
  SNAPPY(CompressionCodecName.SNAPPY),
  GZIP(CompressionCodecName.GZIP),
  /** Hive before 4 does not read it. */
  ZSTD(CompressionCodecName.ZSTD),
  LZ4_RAW(CompressionCodecName.LZ4_RAW);

  private final CompressionCodecName codec;

  ParquetCodec(CompressionCodecName codec) {
    this.codec = codec;
  }

  CompressionCodecName codec() {
    return codec;
  }

  @Override
  public RecordFiles open(RowMemory memory) {
    return new ParquetFiles(this, memory);
  }
}
