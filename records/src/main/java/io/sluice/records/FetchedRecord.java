package io.sluice.records;

import java.nio.ByteBuffer;

/** A record as Kafka holds it. The reader uses one object for all records. */
public final class FetchedRecord implements ReadItem {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final ReusedCoordinates coordinates = new ReusedCoordinates();
  private ByteBuffer value = EMPTY;
  private int position;
  private int limit;
  private boolean hasValue;

  /** To be filled before {@link #valued} or {@link #withoutValue}. */
  public ReusedCoordinates coordinates() {
    return coordinates;
  }

  public FetchedRecord valued(ByteBuffer bytes) {
    value = bytes;
    position = bytes.position();
    limit = bytes.limit();
    hasValue = true;
    return this;
  }

  /** A tombstone. */
  public FetchedRecord withoutValue() {
    value = EMPTY;
    position = 0;
    limit = 0;
    hasValue = false;
    return this;
  }

  public boolean hasValue() {
    return hasValue;
  }

  /**
   * Between position and limit, which are what they were in {@link #valued}, whatever a decoder has
   * done to them since; empty for a tombstone.
   */
  public ByteBuffer value() {
    return value.limit(limit).position(position);
  }

  @Override
  public String toString() {
    return "fetched " + coordinates;
  }
}
