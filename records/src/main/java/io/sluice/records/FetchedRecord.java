package io.sluice.records;

import io.sluice.tracker.offset.RangeFailure;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record as Kafka holds it. The reader uses one object for all records. */
public final class FetchedRecord implements ReadItem {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final ReusedCoordinates coordinates = new ReusedCoordinates();
  private ByteBuffer value = EMPTY;
  private int position;
  private int limit;
  private boolean hasValue;
  private @Nullable RangeFailure refusal;

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

  /**
   * Refuses this record: it cannot be decoded now, and another try may do. The reader ends the
   * record's range before it, and hands on no later one of that Kafka partition.
   *
   * @param failure why
   */
  public void refuse(RangeFailure failure) {
    refusal = failure;
  }

  /** Why the record was refused, once; empty if it was not. */
  public Optional<RangeFailure> takeRefusal() {
    Optional<RangeFailure> taken = Optional.ofNullable(refusal);
    refusal = null;
    return taken;
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
