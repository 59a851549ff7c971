package io.sluice.records.body;

import io.sluice.records.api.BadRecordException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;

/** A schema, compiled into steps that walk over a body. */
public final class BodyShape {
  /** A recursive schema lets a small body nest as deep as it is long. */
  public static final int MAX_DEPTH = 500;

  private final BodyStep step;
  private final BodyCursor cursor = new BodyCursor();

  private BodyShape(BodyStep step) {
    this.step = step;
  }

  public static BodyShape of(Schema schema) {
    return new BodyShape(step(schema));
  }

  /** The shape of a record's first fields, as if it had no more than so many. */
  public static BodyShape ofFirst(Schema record, int fields) {
    return new BodyShape(new StepCompiler().fields(record, 0, fields));
  }

  /** The shape of a record's fields behind its first ones. */
  public static BodyShape ofLast(Schema record, int first) {
    return new BodyShape(new StepCompiler().fields(record, first, record.getFields().size()));
  }

  /**
   * The shape of a schema whose numbers become others when they land.
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
   * Walks over a body to its end.
   *
   * @throws BadRecordException if it is no datum of this shape, holds a value that its type does
   *     not allow, or something follows it
   */
  public void check(ByteBuffer body) throws BadRecordException {
    cursor.on(body);
    step.skip(cursor);
    if (cursor.remaining() > 0) {
      throw BodyCursor.malformed(cursor.remaining() + " bytes follow it");
    }
  }
}
