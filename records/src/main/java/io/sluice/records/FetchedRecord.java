package io.sluice.records;

import io.sluice.tracker.offset.RangeFailure;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record as fetched from Kafka. The reader uses one object for all records. */
public final class FetchedRecord implements ReadItem {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final ReusedCoordinates coordinates = new ReusedCoordinates();
  private ByteBuffer value = EMPTY;
  private int position;
  private int limit;
  private boolean hasValue;
  private @Nullable RangeFailure refusal;

  /** Must be filled before {@link #valued} or {@link #withoutValue} is called. */
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
   * Refuses this record, because it cannot be decoded now and may be decoded later. The reader ends
   * the record's range before it, and returns no later record of that Kafka partition.
   *
   * @param failure the reason
   */
  public void refuse(RangeFailure failure) {
    refusal = failure;
  }

  /** Returns once the reason why the record was refused; empty if it was not refused. */
  public Optional<RangeFailure> takeRefusal() {
    Optional<RangeFailure> taken = Optional.ofNullable(refusal);
    refusal = null;
    return taken;
  }

  public boolean hasValue() {
    return hasValue;
  }

  /**
   * The value between position and limit, as set in {@link #valued}, even if a decoder has moved
   * them since; empty for a tombstone.
   */
  public ByteBuffer value() {
    return value.limit(limit).position(position);
  }

  @Override
  public String toString() {
    return "fetched " + coordinates;
  }
}
