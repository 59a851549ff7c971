package io.sluice.writers.column;

import java.util.IdentityHashMap;
import java.util.stream.LongStream;
import org.apache.avro.Schema;

/** Counts the columns that a schema would have, without making them: they may be billions. */
final class ColumnCount {
  private final IdentityHashMap<Schema, Long> ofRecords = new IdentityHashMap<>();

  private ColumnCount() {}

  /** The number of columns of a record that does not hold itself. */
  static long of(Schema record) {
    return new ColumnCount().count(record);
  }

  private long count(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        Long known = ofRecords.get(schema);
        if (known == null) {
          ofRecords.put(schema, 0L);
          known = sum(schema.getFields().stream().mapToLong(field -> count(field.schema())));
          ofRecords.put(schema, known);
        }
        yield known;
      }
      case UNION -> sum(schema.getTypes().stream().mapToLong(this::count));
      case ARRAY -> count(schema.getElementType());
      case MAP -> 1 + count(schema.getValueType());
      case NULL -> 0;
      default -> 1;
    };
  }

  private static long sum(LongStream counts) {
    return counts.reduce(0, (one, other) -> Math.min(Integer.MAX_VALUE, one + other));
  }
}
