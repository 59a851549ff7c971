package io.sluice.records.body;

import io.sluice.records.api.BadRecordException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;

/** A schema, compiled into steps that check a body. */
public final class BodyShape {
  /** With a recursive schema, a body can be nested as deep as it is long. */
  public static final int MAX_DEPTH = 500;

  private final BodyStep step;
  private final BodyCursor cursor = new BodyCursor();

  private BodyShape(BodyStep step) {
    this.step = step;
  }

  public static BodyShape of(Schema schema) {
    return new BodyShape(step(schema));
  }

  /** The shape of the first fields of a record. */
  public static BodyShape ofFirst(Schema record, int fields) {
    return new BodyShape(new StepCompiler().fields(record, 0, fields));
  }

  /** The shape of the fields of a record after the first ones. */
  public static BodyShape ofLast(Schema record, int first) {
    return new BodyShape(new StepCompiler().fields(record, first, record.getFields().size()));
  }

  /**
   * The shape of a schema with numbers that are converted when they land.
   *
   * @param rounded its parts, by identity, that become a float or a double
   */
  public static BodyShape ofPromoted(Schema schema, IdentityHashMap<Schema, Schema.Type> rounded) {
    return new BodyShape(new StepCompiler(rounded).compile(schema));
  }

  /** The step over one datum of that schema. */
  public static BodyStep step(Schema schema) {
    return new StepCompiler().compile(schema);
  }

  /**
   * Checks a body up to its end.
   *
   * @throws BadRecordException if it does not conform to this shape, contains a value that its type
   *     does not allow, or is followed by other bytes
   */
  public void check(ByteBuffer body) throws BadRecordException {
    cursor.on(body);
    step.skip(cursor);
    if (cursor.remaining() > 0) {
      throw BodyCursor.malformed(cursor.remaining() + " bytes follow it");
    }
  }
}
