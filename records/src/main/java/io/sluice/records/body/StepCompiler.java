package io.sluice.records.body;

import io.sluice.records.value.DecimalRange;
import io.sluice.records.value.LogicalTypeName;
import io.sluice.records.value.TimeRange;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Compiles the steps of a schema; those of a record once, because it may be recursive. */
final class StepCompiler {
  private static final String ROOT = "The value";
  private static final int NOT_FIXED = -1;

  private final IdentityHashMap<Schema, BodyStep> records = new IdentityHashMap<>();
  private final IdentityHashMap<Schema, Schema.Type> rounded;

  StepCompiler() {
    this(new IdentityHashMap<>());
  }

  /**
   * For a schema with numbers that are converted.
   *
   * @param rounded the parts that are converted to float or double
   */
  StepCompiler(IdentityHashMap<Schema, Schema.Type> rounded) {
    this.rounded = new IdentityHashMap<>(rounded);
  }

  BodyStep compile(Schema schema) {
    return compile(schema, ROOT);
  }

  BodyStep fields(Schema record, int start, int end) {
    return new BodyStep.Fields(
        record.getFields().subList(start, end).stream()
            .map(field -> field(record, field))
            .toArray(BodyStep[]::new));
  }

  /**
   * Compiles a part.
   *
   * @param where it is, for messages
   */
  private BodyStep compile(Schema schema, String where) {
    return switch (schema.getType()) {
      case NULL -> new BodyStep.Bytes(0);
      case BOOLEAN -> new BodyStep.Bool();
      case INT -> number(schema, where, BodyStep.Varint.Kind.INT);
      case LONG -> number(schema, where, BodyStep.Varint.Kind.LONG);
      case FLOAT -> new BodyStep.Bytes(Float.BYTES);
      case DOUBLE -> new BodyStep.Bytes(Double.BYTES);
      case FIXED ->
          schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? decimal(decimal, where, schema.getFixedSize())
              : new BodyStep.Bytes(schema.getFixedSize());
      case BYTES ->
          schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? decimal(decimal, where, NOT_FIXED)
              : new BodyStep.Sized();
      case STRING -> new ValueStep.Text(where);
      case ENUM -> new BodyStep.Symbol(schema.getEnumSymbols().size());
      case UNION ->
          new BodyStep.Union(
              schema.getTypes().stream()
                  .map(branch -> compile(branch, where))
                  .toArray(BodyStep[]::new));
      case ARRAY ->
          new BodyStep.Blocks(
              new BodyStep[] {compile(schema.getElementType(), where)},
              width(schema.getElementType()));
      case MAP ->
          new BodyStep.Blocks(
              new BodyStep[] {
                new ValueStep.Text("A key of " + where), compile(schema.getValueType(), where)
              },
              BodyStep.Blocks.Width.SOME);
      case RECORD -> record(schema);
    };
  }

  private BodyStep number(Schema schema, String where, BodyStep.Varint.Kind kind) {
    Schema.Type becomes = rounded.get(schema);
    if (becomes != null) {
      return new ValueStep.Rounded(where, kind, becomes);
    }
    LogicalType logical = schema.getLogicalType();
    return logical == null
        ? new BodyStep.Varint(kind)
        : TimeRange.of(logical.getName())
            .<BodyStep>map(range -> new ValueStep.Time(where, kind, range))
            .orElseGet(() -> new BodyStep.Varint(kind));
  }

  private static BodyStep decimal(LogicalTypes.Decimal decimal, String where, int size) {
    return new ValueStep.Decimal(
        where, LogicalTypeName.of(decimal), new DecimalRange(decimal.getPrecision()), size);
  }

  /** A few bytes could declare billions of items without bytes. */
  private static BodyStep.Blocks.Width width(Schema item) {
    Set<Schema> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    return hasWidth(item, entered) ? BodyStep.Blocks.Width.SOME : BodyStep.Blocks.Width.NONE;
  }

  private static boolean hasWidth(Schema schema, Set<Schema> entered) {
    return switch (schema.getType()) {
      case NULL -> false;
      case FIXED -> schema.getFixedSize() > 0;
      case RECORD ->
          entered.add(schema)
              && schema.getFields().stream().anyMatch(field -> hasWidth(field.schema(), entered));
      default -> true;
    };
  }

  private BodyStep record(Schema schema) {
    BodyStep known = records.get(schema);
    if (known != null) {
      return known;
    }
    BodyStep[] fields = new BodyStep[schema.getFields().size()];
    BodyStep step = new BodyStep.Fields(fields);
    records.put(schema, step);
    for (Schema.Field field : schema.getFields()) {
      fields[field.pos()] = field(schema, field);
    }
    return step;
  }

  private BodyStep field(Schema record, Schema.Field field) {
    return compile(field.schema(), "Field " + record.getName() + "." + field.name());
  }
}
