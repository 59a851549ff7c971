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
   * Begins without a body.
   *
   * @param fetched what the body is made of; the reader fills it anew for each record
   */
  public InFlightRecord(FetchedRecord fetched, WriterSchema schema) {
    this.fetched = fetched;
    this.schema = schema;
  }

  /**
   * Takes the next body.
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

  /** Between position and limit. Whoever reads leaves both as they are. */
  public ByteBuffer body() {
    return body;
  }

  /** Refuses this record: its row cannot be made now, and another try may do. */
  public void refuse(RangeFailure failure) {
    fetched.refuse(failure);
  }

  /** This record as one that cannot land. The body is of no use afterwards. */
  public BadRecord bad(BadRecordException error) {
    return BadRecord.of(fetched, error);
  }

  @Override
  public String toString() {
    return "record " + fetched.coordinates();
  }
}
