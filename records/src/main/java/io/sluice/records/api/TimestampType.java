package io.sluice.records.api;

/** Meaning of a record's timestamp. */
public enum TimestampType {
  /** The record has none: its format is too old. */
  NONE("NoTimestampType"),
  /** The producer's time. */
  CREATE_TIME("CreateTime"),
  /** The broker's time when it appended the record. */
  LOG_APPEND_TIME("LogAppendTime");

  private final String kafkaName;

  TimestampType(String kafkaName) {
    this.kafkaName = kafkaName;
  }

  /** The name that Kafka's own tools print and that lands in {@code kafka_timestamp_type}. */
  public String kafkaName() {
    return kafkaName;
  }
}
