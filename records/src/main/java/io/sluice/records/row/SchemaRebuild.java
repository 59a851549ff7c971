package io.sluice.records.row;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * Copies a schema for Avro's resolution, without aliases and without defaults of enums, so that
 * Avro resolves by the names and symbols alone.
 */
abstract class SchemaRebuild {
  private final Map<String, Schema> made = new HashMap<>();

  /** The full name that a record, enum or fixed gets. */
  abstract String name(Schema named);

  /** Copies a field of a record. */
  abstract Schema.Field field(Schema record, Schema.Field field, Schema schema);

  /**
   * Copies the schema.
   *
   * @throws org.apache.avro.AvroRuntimeException if Avro does not allow a name, or a union would
   *     contain a name twice
   */
  final Schema rebuild(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ENUM -> Schema.createEnum(name(schema), null, null, schema.getEnumSymbols());
      case FIXED -> fixed(schema);
      case ARRAY -> Schema.createArray(rebuild(schema.getElementType()));
      case MAP -> Schema.createMap(rebuild(schema.getValueType()));
      case UNION -> Schema.createUnion(schema.getTypes().stream().map(this::rebuild).toList());
      default -> schema;
    };
  }

  private Schema record(Schema schema) {
    Schema known = made.get(schema.getFullName());
    if (known != null) {
      return known;
    }
    Schema record = Schema.createRecord(name(schema), null, null, schema.isError());
    made.put(schema.getFullName(), record);
    record.setFields(
        schema.getFields().stream()
            .map(field -> field(schema, field, rebuild(field.schema())))
            .toList());
    return record;
  }

  private Schema fixed(Schema schema) {
    Schema fixed = Schema.createFixed(name(schema), null, null, schema.getFixedSize());
    LogicalType logical = schema.getLogicalType();
    return logical == null ? fixed : logical.addToSchema(fixed);
  }
}
