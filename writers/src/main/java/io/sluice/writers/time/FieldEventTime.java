package io.sluice.writers.time;

import io.sluice.records.LenientSchemas;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.EventTime;
import io.sluice.records.body.BodyCursor;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The time in a field of the value, {@code RecordField}. Walks over the body to the field; makes no
 * object of anything before it.
 */
final class FieldEventTime implements EventTime {
  private final List<String> fields;
  private final ZoneId zone;
  private final BodyCursor cursor = new BodyCursor();
  private final IdentityHashMap<String, List<FieldSearch>> compiled = new IdentityHashMap<>();
  private String lastSchema = "";
  private List<FieldSearch> lastSearches = List.of();

  FieldEventTime(List<String> fields, ZoneId zone) {
    this.fields = List.copyOf(fields);
    this.zone = zone;
  }

  @Override
  @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // the same object is the same schema
  public long millis(String schema, ByteBuffer body, Coordinates at) throws BadRecordException {
    if (schema != lastSchema) {
      lastSearches = searches(schema);
      lastSchema = schema;
    }
    for (int i = 0; i < lastSearches.size(); i++) {
      long millis = lastSearches.get(i).millis(cursor.on(body));
      if (millis != FieldSearch.NOT_FOUND) {
        return millis;
      }
    }
    throw new BadRecordException(
        "time-missing",
        "Cannot determine the record's time: it has no value in timestamp.field="
            + String.join(",", fields)
            + ".");
  }

  private List<FieldSearch> searches(String schema) {
    List<FieldSearch> known = compiled.get(schema);
    if (known != null) {
      return known;
    }
    List<FieldSearch> searches = new ArrayList<>();
    Schema parsed = LenientSchemas.parse(schema);
    for (String field : fields) {
      List<String> path = List.of(field.split("\\.", -1));
      searches.add(FieldSearch.compile(parsed, path, new FieldTime(field, zone)));
    }
    compiled.put(schema, searches);
    return searches;
  }
}
