package io.sluice.records.landing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * Carries forward what has landed before and is gone from the newest schema. A field that is gone
 * stays behind the others, nullable, so that a body of the newest schema is still a prefix of its
 * row; one that came back stays nullable, since files in between hold nulls.
 */
final class CarriedFields {
  /** By full name: a record that is used twice, or holds itself, is merged once. */
  private final Map<String, Schema> merged = new HashMap<>();

  /** Of the newest schema, by full name: one schema cannot hold two things of one name. */
  private final Map<String, Schema> named = new HashMap<>();

  private CarriedFields() {}

  static Schema merge(Schema newest, Schema landed) {
    CarriedFields carried = new CarriedFields();
    carried.collectNamed(newest);
    return carried.merged(newest, landed);
  }

  private void collectNamed(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        if (named.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collectNamed(field.schema()));
        }
      }
      case ENUM, FIXED -> named.put(schema.getFullName(), schema);
      case ARRAY -> collectNamed(schema.getElementType());
      case MAP -> collectNamed(schema.getValueType());
      case UNION -> schema.getTypes().forEach(this::collectNamed);
      default -> {}
    }
  }

  private Schema merged(Schema newest, Schema landed) {
    boolean simple = newest.getType() != Schema.Type.UNION && newest.getType() != Schema.Type.NULL;
    if (isOptional(newest) || (simple && isOptional(landed))) {
      return mergedOptional(newest, landed);
    }
    if (newest.getType() != landed.getType()) {
      return adopted(newest);
    }
    return switch (newest.getType()) {
      case RECORD -> mergedRecord(newest, landed);
      case ARRAY ->
          withProps(
              Schema.createArray(merged(newest.getElementType(), landed.getElementType())), newest);
      case MAP ->
          withProps(Schema.createMap(merged(newest.getValueType(), landed.getValueType())), newest);
      default -> adopted(newest);
    };
  }

  private Schema mergedRecord(Schema newest, Schema landed) {
    Schema known = merged.get(newest.getFullName());
    if (known != null) {
      return known;
    }
    Schema result = SchemaCopies.emptyLike(newest, newest.getName());
    merged.put(newest.getFullName(), result);
    List<Schema.Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Schema.Field field : newest.getFields()) {
      names.add(field.name());
      names.addAll(field.aliases());
      Schema.Field before = landed.getField(field.name());
      fields.add(
          before == null
              ? new Schema.Field(field, adopted(field.schema()))
              : mergedField(field, before));
    }
    for (Schema.Field before : landed.getFields()) {
      if (!names.contains(before.name())) {
        fields.add(gone(before));
      }
    }
    result.setFields(fields);
    return result;
  }

  private Schema.Field mergedField(Schema.Field field, Schema.Field before) {
    Schema schema = merged(field.schema(), before.schema());
    if (schema.getType() != Schema.Type.UNION || field.schema().getType() == Schema.Type.UNION) {
      return new Schema.Field(field, schema);
    }
    // It has become nullable here: its default, if it has one, is of what is not null.
    Schema value = schema.getTypes().get(1);
    Schema.Field result =
        field.hasDefaultValue()
            ? new Schema.Field(
                field.name(),
                Schema.createUnion(value, Schema.create(Schema.Type.NULL)),
                field.doc(),
                field.defaultVal(),
                field.order())
            : nullable(field, schema);
    field.aliases().forEach(result::addAlias);
    result.addAllProps(field);
    return result;
  }

  private Schema.Field gone(Schema.Field before) {
    Schema.Field result = nullable(before, optional(adopted(before.schema())));
    result.addAllProps(before);
    return result;
  }

  /**
   * What only the landed schema knows, but with the newest's idea of whatever the newest names too.
   */
  private Schema adopted(Schema landed) {
    return switch (landed.getType()) {
      case RECORD -> {
        Schema newest = named.putIfAbsent(landed.getFullName(), landed);
        yield mergedRecord(newest == null ? landed : newest, landed);
      }
      case ENUM, FIXED -> named.getOrDefault(landed.getFullName(), landed);
      case ARRAY -> withProps(Schema.createArray(adopted(landed.getElementType())), landed);
      case MAP -> withProps(Schema.createMap(adopted(landed.getValueType())), landed);
      case UNION -> Schema.createUnion(landed.getTypes().stream().map(this::adopted).toList());
      default -> landed;
    };
  }

  private static Schema withProps(Schema schema, Schema like) {
    schema.addAllProps(like);
    return schema;
  }

  private static Schema.Field nullable(Schema.Field like, Schema schema) {
    return new Schema.Field(
        like.name(), schema, like.doc(), JsonProperties.NULL_VALUE, like.order());
  }

  /** Null first, since a default is of a union's first branch. */
  private static Schema optional(Schema schema) {
    List<Schema> branches = new ArrayList<>();
    branches.add(Schema.create(Schema.Type.NULL));
    if (schema.getType() == Schema.Type.UNION) {
      schema.getTypes().stream()
          .filter(each -> each.getType() != Schema.Type.NULL)
          .forEach(branches::add);
    } else if (schema.getType() != Schema.Type.NULL) {
      branches.add(schema);
    }
    return Schema.createUnion(branches);
  }

  private Schema mergedOptional(Schema newest, Schema landed) {
    Schema value = merged(withoutNull(newest), withoutNull(landed));
    if (newest.getType() != Schema.Type.UNION) {
      return Schema.createUnion(Schema.create(Schema.Type.NULL), value);
    }
    boolean nullFirst = newest.getTypes().get(0).getType() == Schema.Type.NULL;
    return nullFirst
        ? Schema.createUnion(Schema.create(Schema.Type.NULL), value)
        : Schema.createUnion(value, Schema.create(Schema.Type.NULL));
  }

  /**
   * Null or one other thing: what people mean by an optional field. Other unions are left alone.
   */
  private static boolean isOptional(Schema schema) {
    return schema.getType() == Schema.Type.UNION
        && schema.getTypes().size() == 2
        && schema.getTypes().stream().anyMatch(each -> each.getType() == Schema.Type.NULL);
  }

  private static Schema withoutNull(Schema schema) {
    return isOptional(schema)
        ? schema.getTypes().stream()
            .filter(each -> each.getType() != Schema.Type.NULL)
            .findFirst()
            .orElse(schema)
        : schema;
  }
}
