package io.sluice.writers.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Annotates columns whose logical types parquet-avro does not know: nanoseconds, and UUIDs of
 * sixteen bytes. The values are the same bytes.
 */
final class Annotations {
  private static final int UUID_BYTES = 16;

  private Annotations() {}

  /** The columns of a record as parquet-avro makes them, annotated. */
  static MessageType added(Schema record, MessageType columns) {
    return new MessageType(columns.getName(), fields(record, columns));
  }

  private static List<Type> fields(Schema record, GroupType group) {
    List<Type> fields = new ArrayList<>();
    for (Schema.Field field : record.getFields()) {
      // A field that is always null has no column.
      if (field.schema().getType() != Schema.Type.NULL) {
        fields.add(column(field.schema(), group.getType(field.name())));
      }
    }
    return fields;
  }

  private static Type column(Schema schema, Type column) {
    return switch (schema.getType()) {
      case RECORD -> group(column, fields(schema, column.asGroupType()));
      case ARRAY -> withItem(column, 0, schema.getElementType());
      case MAP -> withItem(column, 1, schema.getValueType());
      case UNION -> union(schema, column);
      case LONG, FIXED ->
          annotation(schema)
              .<Type>map(each -> annotated(column.asPrimitiveType(), each))
              .orElse(column);
      default -> column;
    };
  }

  /** A list's {@code list.element}, or a map's {@code key_value.value}. */
  private static Type withItem(Type column, int index, Schema item) {
    GroupType repeated = column.asGroupType().getType(0).asGroupType();
    List<Type> fields = new ArrayList<>(repeated.getFields());
    fields.set(index, column(item, fields.get(index)));
    return group(column, List.of(group(repeated, fields)));
  }

  /** Null and one other thing is that thing's column; else there is a group with a member each. */
  private static Type union(Schema union, Type column) {
    List<Schema> branches =
        union.getTypes().stream().filter(each -> each.getType() != Schema.Type.NULL).toList();
    if (branches.size() == 1 && union.isNullable()) {
      return column(branches.get(0), column);
    }
    List<Type> members = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      members.add(column(branches.get(i), column.asGroupType().getType(i)));
    }
    return group(column, members);
  }

  private static GroupType group(Type like, List<Type> fields) {
    return like.asGroupType().withNewFields(fields);
  }

  private static Optional<LogicalTypeAnnotation> annotation(Schema schema) {
    LogicalType type = schema.getLogicalType();
    return switch (type == null ? "" : type.getName()) {
      case "timestamp-nanos" ->
          Optional.of(LogicalTypeAnnotation.timestampType(true, TimeUnit.NANOS));
      case "local-timestamp-nanos" ->
          Optional.of(LogicalTypeAnnotation.timestampType(false, TimeUnit.NANOS));
      case "uuid" ->
          schema.getType() == Schema.Type.FIXED && schema.getFixedSize() == UUID_BYTES
              ? Optional.of(LogicalTypeAnnotation.uuidType())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static PrimitiveType annotated(PrimitiveType column, LogicalTypeAnnotation annotation) {
    return Types.primitive(column.getPrimitiveTypeName(), column.getRepetition())
        .length(column.getTypeLength())
        .as(annotation)
        .named(column.getName());
  }
}
