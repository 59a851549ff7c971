package io.sluice.records;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.tracker.offset.RangeFailure;
import java.nio.ByteBuffer;

/**
 * A decoded record: one datum in Avro binary, the schema it is written with, and its coordinates.
 * The Mapper uses one object for all records of a topic.
 */
public final class InFlightRecord implements TaskItem {
  private final FetchedRecord fetched;
  private WriterSchema schema;
  private ByteBuffer body = ByteBuffer.allocate(0);

  /**
   * Starts without a body.
   *
   * @param fetched the source of the body; the reader refills it for each record
   */
  public InFlightRecord(FetchedRecord fetched, WriterSchema schema) {
    this.fetched = fetched;
    this.schema = schema;
  }

  /**
   * Sets the next body.
   *
   * @param datum may be the buffer of the fetched value, its position moved
   */
  public InFlightRecord with(WriterSchema ofBody, ByteBuffer datum) {
    schema = ofBody;
    body = datum;
    return this;
  }

  public Coordinates coordinates() {
    return fetched.coordinates();
  }

  public WriterSchema schema() {
    return schema;
  }

  /** The body between position and limit. Readers must not move them. */
  public ByteBuffer body() {
    return body;
  }

  /** Refuses this record, because its row cannot be created now and may be created later. */
  public void refuse(RangeFailure failure) {
    fetched.refuse(failure);
  }

  /** Converts this record to a bad record. The body must not be used afterwards. */
  public BadRecord bad(BadRecordException error) {
    return BadRecord.of(fetched, error);
  }

  @Override
  public String toString() {
    return "record " + fetched.coordinates();
  }
}
