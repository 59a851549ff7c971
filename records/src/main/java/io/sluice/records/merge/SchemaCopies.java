package io.sluice.records.merge;

import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.AvroTypeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * Copies schemas with their documentation and properties, because Avro's schemas cannot be changed.
 */
public final class SchemaCopies {
  private SchemaCopies() {}

  /** A record with the name, documentation and properties of another. */
  public static Schema recordLike(Schema like, List<Schema.Field> fields) {
    Schema copy = emptyLike(like, like.getName());
    copy.setFields(fields);
    return copy;
  }

  /** A copy of a record without fields, under another name. */
  public static Schema emptyLike(Schema like, String name) {
    Schema copy = Schema.createRecord(name, like.getDoc(), like.getNamespace(), like.isError());
    like.getAliases().forEach(copy::addAlias);
    copy.addAllProps(like);
    return copy;
  }

  /** A copy of a record with some properties of it and its fields changed. */
  public static Schema without(Schema record, Predicate<String> property) {
    Schema copy =
        Schema.createRecord(
            record.getName(), record.getDoc(), record.getNamespace(), record.isError());
    record.getAliases().forEach(copy::addAlias);
    keep(record, copy, property);
    copy.setFields(
        record.getFields().stream()
            .map(
                field -> {
                  Schema.Field same =
                      new Schema.Field(
                          field.name(),
                          field.schema(),
                          field.doc(),
                          field.defaultVal(),
                          field.order());
                  field.aliases().forEach(same::addAlias);
                  keep(field, same, property);
                  return same;
                })
            .toList());
    return copy;
  }

  private static void keep(JsonProperties from, JsonProperties to, Predicate<String> not) {
    from.getObjectProps()
        .forEach(
            (name, value) -> {
              if (!not.test(name)) {
                to.addProp(name, value);
              }
            });
  }

  /** A copy of a field under another name. */
  static Schema.Field named(Schema.Field like, String name) {
    if (like.name().equals(name)) {
      return like;
    }
    Schema.Field copy;
    try {
      copy = new Schema.Field(name, like.schema(), like.doc(), like.defaultVal(), like.order());
    } catch (AvroTypeException e) {
      copy = new Schema.Field(name, like.schema(), like.doc(), null, like.order());
    }
    like.aliases().forEach(copy::addAlias);
    copy.addAllProps(like);
    return copy;
  }

  /**
   * A copy of a field with another schema. A default that is not a value of the schema is left out.
   */
  static Schema.Field field(Schema.Field like, Schema schema) {
    try {
      return new Schema.Field(like, schema);
    } catch (AvroTypeException e) {
      Schema.Field copy = new Schema.Field(like.name(), schema, like.doc(), null, like.order());
      like.aliases().forEach(copy::addAlias);
      copy.addAllProps(like);
      return copy;
    }
  }
}
