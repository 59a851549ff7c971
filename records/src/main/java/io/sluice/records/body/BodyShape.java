package io.sluice.records.body;

import io.sluice.records.api.BadRecordException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;

/** A schema, compiled into steps that walk over a body. */
public final class BodyShape {
  /** A recursive schema lets a small body nest as deep as it is long. */
  static final int MAX_DEPTH = 500;

  private final BodyStep step;
  private final BodyCursor cursor = new BodyCursor();

  private BodyShape(BodyStep step) {
    this.step = step;
  }

  public static BodyShape of(Schema schema) {
    return new BodyShape(step(schema));
  }

  /** The step over one datum of that schema. */
  public static BodyStep step(Schema schema) {
    return compile(schema, new IdentityHashMap<>());
  }

  /**
   * Walks over a body to its end.
   *
   * @throws BadRecordException if it is no datum of this shape, or something follows it
   */
  public void check(ByteBuffer body) throws BadRecordException {
    cursor.on(body);
    step.skip(cursor);
    if (cursor.remaining() > 0) {
      throw BodyCursor.malformed(cursor.remaining() + " bytes follow it");
    }
  }

  private static BodyStep compile(Schema schema, IdentityHashMap<Schema, BodyStep> records) {
    return switch (schema.getType()) {
      case NULL -> new BodyStep.Bytes(0);
      case BOOLEAN -> new BodyStep.Bool();
      case INT -> new BodyStep.Varint(BodyStep.Varint.Kind.INT);
      case LONG -> new BodyStep.Varint(BodyStep.Varint.Kind.LONG);
      case FLOAT -> new BodyStep.Bytes(Float.BYTES);
      case DOUBLE -> new BodyStep.Bytes(Double.BYTES);
      case FIXED -> new BodyStep.Bytes(schema.getFixedSize());
      case STRING, BYTES -> new BodyStep.Sized();
      case ENUM -> new BodyStep.Symbol(schema.getEnumSymbols().size());
      case UNION ->
          new BodyStep.Union(
              schema.getTypes().stream()
                  .map(branch -> compile(branch, records))
                  .toArray(BodyStep[]::new));
      case ARRAY ->
          new BodyStep.Blocks(
              new BodyStep[] {compile(schema.getElementType(), records)},
              width(schema.getElementType()));
      case MAP ->
          new BodyStep.Blocks(
              new BodyStep[] {new BodyStep.Sized(), compile(schema.getValueType(), records)},
              BodyStep.Blocks.Width.SOME);
      case RECORD -> record(schema, records);
    };
  }

  /** Items without width could be claimed by the billion in a few bytes. */
  private static BodyStep.Blocks.Width width(Schema item) {
    return hasWidth(item) ? BodyStep.Blocks.Width.SOME : BodyStep.Blocks.Width.NONE;
  }

  private static boolean hasWidth(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> false;
      case FIXED -> schema.getFixedSize() > 0;
      case RECORD -> schema.getFields().stream().anyMatch(field -> hasWidth(field.schema()));
      default -> true;
    };
  }

  private static BodyStep record(Schema schema, IdentityHashMap<Schema, BodyStep> records) {
    BodyStep known = records.get(schema);
    if (known != null) {
      return known;
    }
    BodyStep[] fields = new BodyStep[schema.getFields().size()];
    BodyStep step = new BodyStep.Fields(fields);
    records.put(schema, step);
    for (Schema.Field field : schema.getFields()) {
      fields[field.pos()] = compile(field.schema(), records);
    }
    return step;
  }
}
