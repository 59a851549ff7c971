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
 * A schema that holds what either of two schemas holds. A field that is gone from the newest stays
 * behind the others, nullable, so that a body of the newest schema is still a prefix of its row;
 * one that came back stays nullable, since files in between hold nulls. A type that holds each
 * value of the other one exactly stays.
 */
public final class MergedSchema {
  /** By full name: a record that is used twice, or holds itself, is merged once. */
  private final Map<String, Schema> merged = new HashMap<>();

  private final NamedTypes named;
  private final BranchOrder order;

  private MergedSchema(NamedTypes named, BranchOrder order) {
    this.named = named;
    this.order = order;
  }

  /**
   * Merges two schemas. Merged with itself, a schema comes out as it would be merged later.
   *
   * @throws org.apache.avro.AvroRuntimeException if a name is none that Avro allows
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

  /** Records of before lack a field that is new: without a default it has to be nullable. */
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

  /** Records of before may lack the field: the default that it had stays, or it is nullable. */
  private static Schema.Field withDefault(Schema.Field field, Schema.Field before) {
    if (before.defaultVal() == JsonProperties.NULL_VALUE) {
      return nullable(field, field.schema());
    }
    try {
      Schema.Field made =
          new Schema.Field(
              field.name(), field.schema(), field.doc(), before.defaultVal(), field.order());
      // Of a union Avro takes defaults that it cannot make.
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

  /** A field that was not nullable: its default, if it has one, is of what is not null. */
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
   * What only one of the schemas knows, but with the newest's idea of whatever the newest names
   * too.
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

  /** Null first, since a default is of a union's first branch. */
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

  /** Where null stands makes no column; a default is of the first branch. */
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

  /** Null or one other thing: what people mean by an optional field. */
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
