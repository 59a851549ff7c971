package io.sluice.records.landing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Finds column names that Avro does not allow, or that Hive cannot distinguish because it ignores
 * case.
 */
final class ColumnNames {
  private ColumnNames() {}

  /** Names of records and fields that Avro does not allow, with their paths. */
  static List<String> notAllowed(Schema schema) {
    List<String> found = new ArrayList<>();
    eachRecord(
        schema,
        (path, record) -> {
          if (!isAllowed(record.getName())) {
            found.add("record '" + record.getFullName() + "'");
          }
          record.getFields().stream()
              .filter(field -> !isAllowed(field.name()))
              .forEach(field -> found.add("field '" + below(path, field.name()) + "'"));
        });
    return found;
  }

  private static boolean isAllowed(String name) {
    try {
      return !new Schema.Field(name, Schema.create(Schema.Type.NULL)).name().isEmpty();
    } catch (AvroRuntimeException e) {
      return false;
    }
  }

  /** Fields of one record with names that differ in case only, with their paths. */
  static List<String> sameButForCase(Schema schema) {
    List<String> found = new ArrayList<>();
    eachRecord(
        schema,
        (path, record) -> {
          Map<String, Set<String>> names = new TreeMap<>();
          record
              .getFields()
              .forEach(
                  field ->
                      names
                          .computeIfAbsent(lower(field.name()), each -> new TreeSet<>())
                          .add("'" + below(path, field.name()) + "'"));
          names.values().stream()
              .filter(each -> each.size() > 1)
              .map(each -> String.join(" and ", each))
              .forEach(found::add);
        });
    return found;
  }

  /** Fields that have the name of a coordinate or of a time partition, as messages. */
  static List<String> clashes(
      Schema values, List<Coordinate> coordinates, String prefix, Set<String> timePartitions) {
    Set<String> columns =
        coordinates.stream()
            .map(each -> lower(each.column(prefix)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> directories =
        timePartitions.stream()
            .map(ColumnNames::lower)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> problems = new ArrayList<>();
    for (Schema.Field field : values.getFields()) {
      if (columns.contains(lower(field.name()))) {
        problems.add(
            "its field '%s' has the name of a column of Kafka's coordinates. Set coordinates.prefix to something else than '%s', or leave it out of coordinates."
                .formatted(field.name(), prefix));
      }
      if (directories.contains(lower(field.name()))) {
        problems.add(
            "its field '%s' has the name of a time partition's column. Name it differently in path.format, for this topic by an override."
                .formatted(field.name()));
      }
    }
    directories.stream()
        .filter(columns::contains)
        .map(
            "'%s' is a column of Kafka's coordinates and of a time partition. Set coordinates.prefix or path.format."
                ::formatted)
        .forEach(problems::add);
    return problems;
  }

  private static void eachRecord(Schema schema, RecordVisitor visitor) {
    eachRecord(schema, "", Collections.newSetFromMap(new IdentityHashMap<>()), visitor);
  }

  private static void eachRecord(
      Schema schema, String path, Set<Schema> seen, RecordVisitor visitor) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema)) {
          visitor.visit(path, schema);
          for (Schema.Field field : schema.getFields()) {
            eachRecord(field.schema(), below(path, field.name()), seen, visitor);
          }
        }
      }
      case ARRAY -> eachRecord(schema.getElementType(), path, seen, visitor);
      case MAP -> eachRecord(schema.getValueType(), path, seen, visitor);
      case UNION -> schema.getTypes().forEach(each -> eachRecord(each, path, seen, visitor));
      default -> {}
    }
  }

  private static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private interface RecordVisitor {
    void visit(String path, Schema record);
  }
}
