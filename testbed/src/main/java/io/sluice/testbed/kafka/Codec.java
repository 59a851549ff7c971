package io.sluice.testbed.kafka;

/** Compression codec of a producer's batches. */
public enum Codec {
  NONE("none"),
  GZIP("gzip"),
  SNAPPY("snappy"),
  LZ4("lz4"),
  ZSTD("zstd");

  private final String kafkaName;

  Codec(String kafkaName) {
    this.kafkaName = kafkaName;
  }

  String kafkaName() {
    return kafkaName;
  }
}
