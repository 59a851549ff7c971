package io.sluice.records;

import io.sluice.records.api.Coordinates;
import io.sluice.records.api.Header;
import io.sluice.records.api.TimestampType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/** Coordinates that the reader refills for each record, to avoid an object per record. */
public final class ReusedCoordinates implements Coordinates {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private String topic = "";
  private int kafkaPartition;
  private long offset;
  private long timestamp = NO_TIMESTAMP;
  private TimestampType timestampType = TimestampType.NONE;
  private ByteBuffer key = EMPTY;
  private boolean hasKey;
  private Supplier<List<Header>> headerSource = List::of;

  /** Starts a record without timestamp, key and headers. */
  public ReusedCoordinates at(String ofTopic, int ofKafkaPartition, long atOffset) {
    topic = ofTopic;
    kafkaPartition = ofKafkaPartition;
    offset = atOffset;
    timestamp = NO_TIMESTAMP;
    timestampType = TimestampType.NONE;
    key = EMPTY;
    hasKey = false;
    headerSource = List::of;
    return this;
  }

  public ReusedCoordinates stamped(long millis, TimestampType type) {
    timestamp = millis;
    timestampType = type;
    return this;
  }

  public ReusedCoordinates keyed(ByteBuffer bytes) {
    key = bytes;
    hasKey = true;
    return this;
  }

  /**
   * Sets the headers.
   *
   * @param source called only if the headers are needed; may be one object for all records
   */
  public ReusedCoordinates headed(Supplier<List<Header>> source) {
    headerSource = source;
    return this;
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public int kafkaPartition() {
    return kafkaPartition;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long timestamp() {
    return timestamp;
  }

  @Override
  public TimestampType timestampType() {
    return timestampType;
  }

  @Override
  public boolean hasKey() {
    return hasKey;
  }

  @Override
  public ByteBuffer key() {
    return key;
  }

  @Override
  public List<Header> headers() {
    return headerSource.get();
  }

  /** Shows neither key nor headers, because this text is logged. */
  @Override
  public String toString() {
    return topic + "-" + kafkaPartition + "@" + offset;
  }
}
