package io.sluice.records.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.Schema;

/**
 * A writer schema with the names of the landing schema; names have no bytes in the encoding. A
 * field is matched by its name, otherwise by an alias; a type by its name in any namespace,
 * otherwise by an alias. Avro's own handling of aliases requires equal full names, fails if a
 * record has both a field and another field that is its alias, and checks defaults that are never
 * used.
 */
final class MatchedWriter extends SchemaRebuild {
  /** The types of the landing schema, by full names of the writer's types. */
  private final Map<String, Schema> landingOf = new HashMap<>();

  /** The field names of the landing schema, by full names of the writer's records. */
  private final Map<String, Map<String, String>> renamed = new HashMap<>();

  private MatchedWriter() {}

  static Schema of(Schema writer, Schema landing) {
    MatchedWriter matched = new MatchedWriter();
    matched.pair(writer, landing);
    return matched.rebuild(writer);
  }

  private void pair(Schema writer, Schema landing) {
    if (writer.isUnion()) {
      writer.getTypes().forEach(branch -> pair(branch, landing));
    } else if (landing.isUnion()) {
      branch(writer, landing.getTypes()).ifPresent(branch -> pair(writer, branch));
    } else if (writer.getType() == landing.getType()) {
      switch (writer.getType()) {
        case RECORD -> pairRecords(writer, landing);
        case ENUM, FIXED -> {
          if (isSame(writer, landing)) {
            landingOf.putIfAbsent(writer.getFullName(), landing);
          }
        }
        case ARRAY -> pair(writer.getElementType(), landing.getElementType());
        case MAP -> pair(writer.getValueType(), landing.getValueType());
        default -> {}
      }
    }
  }

  private void pairRecords(Schema writer, Schema landing) {
    if (landingOf.putIfAbsent(writer.getFullName(), landing) == null) {
      for (Schema.Field field : writer.getFields()) {
        Schema.Field landed = landing.getField(name(writer, field));
        if (landed != null) {
          pair(field.schema(), landed.schema());
        }
      }
    }
  }

  private static Optional<Schema> branch(Schema writer, List<Schema> landing) {
    List<Schema> ofType =
        landing.stream().filter(each -> each.getType() == writer.getType()).toList();
    return first(ofType, each -> each.getFullName().equals(writer.getFullName()))
        .or(() -> first(ofType, each -> isSame(writer, each)))
        .or(() -> ofType.size() == 1 ? Optional.of(ofType.get(0)) : Optional.empty());
  }

  private static Optional<Schema> first(List<Schema> types, Predicate<Schema> wanted) {
    return types.stream().filter(wanted).findFirst();
  }

  private static boolean isSame(Schema writer, Schema landing) {
    return writer.getName().equals(landing.getName())
        || (isNamed(landing) && landing.getAliases().contains(writer.getFullName()));
  }

  private static boolean isNamed(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> true;
      default -> false;
    };
  }

  @Override
  String name(Schema named) {
    return landingOf.getOrDefault(named.getFullName(), named).getFullName();
  }

  @Override
  Schema.Field field(Schema record, Schema.Field field, Schema schema) {
    return new Schema.Field(name(record, field), schema);
  }

  /** The landing schema's name of a field; its own name if there is none. */
  private String name(Schema record, Schema.Field field) {
    Schema landing = landingOf.get(record.getFullName());
    return landing == null
        ? field.name()
        : renamed
            .computeIfAbsent(record.getFullName(), name -> renamed(record, landing))
            .getOrDefault(field.name(), field.name());
  }

  /**
   * A field keeps its own name in preference to the field of which it is an alias, unless that one
   * has no default.
   */
  private static Map<String, String> renamed(Schema record, Schema landing) {
    Map<String, List<Schema.Field>> byAlias = new HashMap<>();
    for (Schema.Field field : landing.getFields()) {
      if (record.getField(field.name()) == null) {
        field
            .aliases()
            .forEach(alias -> byAlias.computeIfAbsent(alias, key -> new ArrayList<>()).add(field));
      }
    }
    Map<String, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Schema.Field field : record.getFields()) {
      boolean isKnown = landing.getField(field.name()) != null;
      byAlias.getOrDefault(field.name(), List.of()).stream()
          .filter(landed -> !isKnown || !landed.hasDefaultValue())
          .map(Schema.Field::name)
          .filter(taken::add)
          .findFirst()
          .ifPresent(name -> names.put(field.name(), name));
    }
    return names;
  }
}
