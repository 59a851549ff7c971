package io.sluice.records.row;

import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;

/** The landing schema for reading bodies with Avro. Fields keep their defaults. */
final class ReaderSchema extends SchemaRebuild {
  private ReaderSchema() {}

  static Schema of(Schema landing) {
    return new ReaderSchema().rebuild(landing);
  }

  @Override
  String name(Schema named) {
    return named.getFullName();
  }

  @Override
  Schema.Field field(Schema record, Schema.Field field, Schema schema) {
    try {
      return new Schema.Field(field.name(), schema, null, field.defaultVal(), field.order());
    } catch (AvroTypeException e) {
      return new Schema.Field(field.name(), schema, null, null, field.order());
    }
  }
}
