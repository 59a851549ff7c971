package io.sluice.writers.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;

/**
 * The fields of {@code timestamp.field}, held against a schema before anything is read by them.
 *
 * @param fields dotted paths; none where the time is no field's
 */
public record TimestampFields(List<String> fields) {
  public static final TimestampFields NONE = new TimestampFields(List.of());

  private static final int NAMES_SHOWN = 20;

  public TimestampFields {
    fields = List.copyOf(fields);
  }

  /**
   * Why no record of these schemas can have a time.
   *
   * @param newest of the values
   * @param landing what they land as, which may have fields of older versions beside
   */
  public Optional<String> problem(Schema newest, Schema landing) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    for (String field : fields) {
      List<String> path = Arrays.asList(field.split("\\.", -1));
      List<Schema> found = new ArrayList<>();
      find(newest, path, found);
      find(landing, path, found);
      if (found.stream().anyMatch(FieldTime::reads)) {
        return Optional.empty();
      }
      problems.add(
          found.isEmpty()
              ? "timestamp.field=%s names no field of its schema".formatted(field)
              : "timestamp.field=%s is of type %s, which is no time"
                  .formatted(field, types(found)));
    }
    Set<String> names = names(newest);
    return Optional.of(
        "%s (%s). Correct timestamp.field, or set timestamp.extractor=Record for this topic."
            .formatted(
                String.join("; ", problems),
                names.isEmpty() ? "its values are no records" : "it has " + shown(names)));
  }

  private static void find(Schema schema, List<String> path, List<Schema> found) {
    if (schema.getType() == Schema.Type.UNION) {
      schema.getTypes().forEach(branch -> find(branch, path, found));
    } else if (path.isEmpty()) {
      found.add(schema);
    } else if (schema.getType() == Schema.Type.RECORD) {
      schema.getFields().stream()
          .filter(
              field -> field.name().equals(path.get(0)) || field.aliases().contains(path.get(0)))
          .forEach(field -> find(field.schema(), path.subList(1, path.size()), found));
    }
  }

  private static String types(List<Schema> found) {
    Set<String> types = new LinkedHashSet<>();
    found.forEach(each -> types.add(FieldTime.type(each)));
    if (types.size() > 1) {
      types.remove("null");
    }
    return String.join(" or ", types);
  }

  private static Set<String> names(Schema schema) {
    Set<String> names = new TreeSet<>();
    if (schema.getType() == Schema.Type.UNION) {
      schema.getTypes().forEach(branch -> names.addAll(names(branch)));
    } else if (schema.getType() == Schema.Type.RECORD) {
      schema.getFields().forEach(field -> names.add(field.name()));
    }
    return names;
  }

  private static String shown(Set<String> names) {
    int more = names.size() - NAMES_SHOWN;
    return String.join(", ", names.stream().limit(NAMES_SHOWN).toList())
        + (more > 0 ? " and " + more + " more" : "");
  }
}
