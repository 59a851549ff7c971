package io.sluice.writers.time;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyCursor;
import io.sluice.records.body.BodyShape;
import io.sluice.records.body.BodyStep;
import java.util.List;
import org.apache.avro.Schema;

/** The way to a field within bodies of one schema: what to skip, which branch to follow. */
interface FieldSearch {
  /** There is no such field, or it is null. No time: outside of the years that can be landed. */
  long NOT_FOUND = Long.MIN_VALUE;

  FieldSearch NOWHERE = cursor -> NOT_FOUND;

  /** The field's time in epoch millis, or {@link #NOT_FOUND}. */
  long millis(BodyCursor cursor) throws BadRecordException;

  /**
   * Compiles the way.
   *
   * @param path names of fields, outermost first
   */
  static FieldSearch compile(Schema schema, List<String> path, FieldTime time) {
    if (schema.getType() == Schema.Type.UNION) {
      FieldSearch[] branches =
          schema.getTypes().stream()
              .map(branch -> compile(branch, path, time))
              .toArray(FieldSearch[]::new);
      return cursor -> branches[BodyStep.index(cursor, branches.length, "branch")].millis(cursor);
    }
    if (path.isEmpty()) {
      return time.reading(schema);
    }
    if (schema.getType() != Schema.Type.RECORD) {
      return NOWHERE;
    }
    String name = path.get(0);
    Schema.Field exact = schema.getField(name);
    Schema.Field field =
        exact == null
            ? schema.getFields().stream()
                .filter(each -> each.aliases().contains(name))
                .findFirst()
                .orElse(null)
            : exact;
    if (field == null) {
      return NOWHERE;
    }
    BodyStep[] before =
        schema.getFields().subList(0, field.pos()).stream()
            .map(each -> BodyShape.step(each.schema()))
            .toArray(BodyStep[]::new);
    FieldSearch inner = compile(field.schema(), path.subList(1, path.size()), time);
    return cursor -> {
      for (BodyStep step : before) {
        step.skip(cursor);
      }
      return inner.millis(cursor);
    };
  }
}
