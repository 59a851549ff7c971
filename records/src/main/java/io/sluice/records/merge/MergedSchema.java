package io.sluice.records.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * The merge of two schemas: it can represent the values of both. A field that the newest schema
 * lacks is kept after the others, as nullable, so that a body of the newest schema is still a
 * prefix of its row. A field that was added again stays nullable, because files in between contain
 * nulls. Of two types, the one that represents all values of the other exactly is kept.
 */
public final class MergedSchema {
  /** By full name: a record that is used twice, or is recursive, is merged once. */
  private final Map<String, Schema> merged = new HashMap<>();

  private final NamedTypes named;
  private final BranchOrder order;

  private MergedSchema(NamedTypes named, BranchOrder order) {
    this.named = named;
    this.order = order;
  }

  /**
   * Merges two schemas. A schema that is merged with itself is what a later merge would make of it.
   *
   * @throws org.apache.avro.AvroRuntimeException if Avro does not allow a name
   */
  public static Schema of(Schema newest, Schema landed, BranchOrder order) {
    return new MergedSchema(new NamedTypes(newest, landed), order).merged(newest, landed);
  }

  private Schema merged(Schema newest, Schema landed) {
    if (newest.isUnion() || landed.isUnion()) {
      return isOptionalPair(newest, landed)
          ? mergedOptional(newest, landed)
          : mergedUnion(newest, landed);
    }
    if (newest.getType() != landed.getType()) {
      return WiderType.holds(landed, newest) ? landed : adopted(newest);
    }
    return switch (newest.getType()) {
      case RECORD -> mergedRecord(newest, landed);
      case ARRAY ->
          withProps(
              Schema.createArray(merged(newest.getElementType(), landed.getElementType())), newest);
      case MAP ->
          withProps(Schema.createMap(merged(newest.getValueType(), landed.getValueType())), newest);
      case BYTES -> WiderType.ofDecimals(newest, landed);
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
    FieldPairs pairs = FieldPairs.of(newest, landed);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : newest.getFields()) {
      fields.add(
          pairs
              .landedOf(field)
              .map(before -> mergedField(field, before, pairs))
              .orElseGet(() -> added(field)));
    }
    for (Schema.Field before : pairs.onlyLanded()) {
      fields.add(gone(before, pairs));
    }
    result.setFields(fields);
    return result;
  }

  /** Older records lack a new field: without a default it must be nullable. */
  private Schema.Field added(Schema.Field field) {
    Schema schema = adopted(field.schema());
    return field.hasDefaultValue()
        ? SchemaCopies.field(field, schema)
        : like(field, nullable(field, schema));
  }

  private Schema.Field mergedField(Schema.Field newest, Schema.Field before, FieldPairs pairs) {
    Schema.Field field = SchemaCopies.named(newest, FieldPairs.name(newest, before));
    Schema schema = merged(field.schema(), before.schema());
    boolean nowNullable =
        isOptional(schema) && !field.schema().isUnion() && !field.schema().isNullable();
    Schema.Field result =
        nowNullable ? like(field, nowNullable(field, schema)) : SchemaCopies.field(field, schema);
    if (!field.hasDefaultValue() && !result.hasDefaultValue() && before.hasDefaultValue()) {
      result = like(field, withDefault(result, before));
    }
    pairs.addAliases(result, before);
    return result;
  }

  /** Older records may lack the field: its former default is kept, or it is nullable. */
  private static Schema.Field withDefault(Schema.Field field, Schema.Field before) {
    if (before.defaultVal() == JsonProperties.NULL_VALUE) {
      return nullable(field, field.schema());
    }
    try {
      Schema.Field made =
          new Schema.Field(
              field.name(), field.schema(), field.doc(), before.defaultVal(), field.order());
      // For a union, Avro accepts defaults that it cannot create.
      GenericData.get().getDefaultValue(made);
      return made;
    } catch (AvroRuntimeException e) {
      return nullable(field, field.schema());
    }
  }

  private static Schema.Field like(Schema.Field field, Schema.Field made) {
    field.aliases().forEach(made::addAlias);
    made.addAllProps(field);
    return made;
  }

  /** A field that was not nullable: its default, if it has one, is not null. */
  private static Schema.Field nowNullable(Schema.Field field, Schema schema) {
    Schema value = schema.getTypes().get(1);
    try {
      return field.hasDefaultValue()
          ? new Schema.Field(
              field.name(),
              Schema.createUnion(value, Schema.create(Schema.Type.NULL)),
              field.doc(),
              field.defaultVal(),
              field.order())
          : nullable(field, schema);
    } catch (AvroTypeException e) {
      return nullable(field, schema);
    }
  }

  private Schema.Field gone(Schema.Field before, FieldPairs pairs) {
    Schema.Field result = nullable(before, adopted(before.schema()));
    result.addAllProps(before);
    pairs.addAliases(result, before);
    return result;
  }

  /**
   * A part that only one schema has, with the definitions of the newest schema for all types that
   * the newest schema names too.
   */
  private Schema adopted(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> mergedRecord(named.record(schema), named.landedRecord(schema));
      case ENUM, FIXED -> named.type(schema);
      case ARRAY -> withProps(Schema.createArray(adopted(schema.getElementType())), schema);
      case MAP -> withProps(Schema.createMap(adopted(schema.getValueType())), schema);
      case UNION -> Schema.createUnion(schema.getTypes().stream().map(this::adopted).toList());
      default -> schema;
    };
  }

  private static Schema withProps(Schema schema, Schema like) {
    schema.addAllProps(like);
    return schema;
  }

  private static Schema.Field nullable(Schema.Field like, Schema schema) {
    return new Schema.Field(
        like.name(), optional(schema), like.doc(), JsonProperties.NULL_VALUE, like.order());
  }

  /** Null comes first, because a default belongs to the first branch of a union. */
  private static Schema optional(Schema schema) {
    List<Schema> branches = new ArrayList<>();
    branches.add(Schema.create(Schema.Type.NULL));
    BranchPairs.branches(schema).stream()
        .filter(each -> each.getType() != Schema.Type.NULL)
        .forEach(branches::add);
    return Schema.createUnion(branches);
  }

  private Schema mergedOptional(Schema newest, Schema landed) {
    Schema value = merged(withoutNull(newest), withoutNull(landed));
    boolean nullLast = newest.isUnion() && newest.getTypes().get(0).getType() != Schema.Type.NULL;
    return nullLast
        ? Schema.createUnion(value, Schema.create(Schema.Type.NULL))
        : Schema.createUnion(Schema.create(Schema.Type.NULL), value);
  }

  private Schema mergedUnion(Schema newest, Schema landed) {
    BranchPairs pairs = BranchPairs.of(newest, landed);
    if (order == BranchOrder.NEWEST_FIRST) {
      List<Schema> branches =
          new ArrayList<>(
              pairs.newest().stream()
                  .map(
                      each ->
                          pairs
                              .landedOf(each)
                              .map(was -> merged(each, was))
                              .orElseGet(() -> adopted(each)))
                  .toList());
      pairs.onlyLanded().stream().map(this::adopted).forEach(branches::add);
      return Schema.createUnion(branches);
    }
    List<Schema> branches =
        new ArrayList<>(
            pairs.landed().stream()
                .map(
                    each ->
                        pairs
                            .newestOf(each)
                            .map(now -> merged(now, each))
                            .orElseGet(() -> adopted(each)))
                .toList());
    pairs.onlyNewest().stream().map(this::adopted).forEach(branches::add);
    return Schema.createUnion(nullAsIn(newest, branches));
  }

  /** The position of null does not create a column; a default belongs to the first branch. */
  private static List<Schema> nullAsIn(Schema newest, List<Schema> branches) {
    List<Schema> ordered = new ArrayList<>(branches);
    if (ordered.removeIf(each -> each.getType() == Schema.Type.NULL)) {
      boolean first = BranchPairs.branches(newest).get(0).getType() == Schema.Type.NULL;
      ordered.add(first ? 0 : ordered.size(), Schema.create(Schema.Type.NULL));
    }
    return ordered;
  }

  private static boolean isOptionalPair(Schema newest, Schema landed) {
    return (isOptional(newest) && (isOptional(landed) || isSimple(landed)))
        || (isSimple(newest) && isOptional(landed));
  }

  private static boolean isSimple(Schema schema) {
    return !schema.isUnion() && schema.getType() != Schema.Type.NULL;
  }

  /** A union of null and one other type, as an optional field. */
  private static boolean isOptional(Schema schema) {
    return schema.isUnion() && schema.getTypes().size() == 2 && schema.isNullable();
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
