package io.sluice.mapper.json.value;

import io.sluice.mapper.json.value.RecordEncoder.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Makes the encoders of a schema. */
public final class EncoderCompiler {
  private static final int UUID_SIZE = 16;

  private final JsonRules rules;

  /** By full name: a record may hold itself. */
  private final Map<String, RecordEncoder> records = new HashMap<>();

  public EncoderCompiler(JsonRules rules) {
    this.rules = rules;
  }

  /**
   * The encoder of a schema and of all within it.
   *
   * @throws IllegalArgumentException if a field's default is none of its type
   */
  public ValueEncoder compile(Schema schema) {
    return compile(schema, "");
  }

  private ValueEncoder compile(Schema schema, String path) {
    String where = path.isEmpty() ? "The value" : "Field " + path;
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case NULL -> new Scalars.NullEncoder(where);
      case BOOLEAN -> new Scalars.BooleanEncoder(where);
      case INT -> temporal(logical, where, Numbers.IntegerEncoder.ofInt(where));
      case LONG -> temporal(logical, where, Numbers.IntegerEncoder.ofLong(where));
      case FLOAT -> new Numbers.FloatEncoder(where);
      case DOUBLE -> new Numbers.DoubleEncoder(where);
      case STRING -> new Scalars.StringEncoder(where);
      case BYTES -> binary(logical, where, -1);
      case FIXED -> binary(logical, where, schema.getFixedSize());
      case ENUM ->
          new Scalars.EnumEncoder(
              where,
              schema.getEnumSymbols(),
              schema.getEnumDefault() == null
                  ? -1
                  : schema.getEnumSymbols().indexOf(schema.getEnumDefault()),
              rules.unknownSymbols());
      case ARRAY ->
          new Containers.ArrayEncoder(where, compile(schema.getElementType(), path + "[]"));
      case MAP -> new Containers.MapEncoder(where, compile(schema.getValueType(), path + "{}"));
      case UNION ->
          new UnionEncoder(
              where, schema.getTypes().stream().map(branch -> compile(branch, path)).toList());
      case RECORD -> record(schema, where, path);
    };
  }

  private static ValueEncoder temporal(
      LogicalType logical, String where, Numbers.IntegerEncoder number) {
    return logical == null
        ? number
        : Temporal.of(logical.getName())
            .<ValueEncoder>map(type -> new TemporalEncoder(where, type, number))
            .orElse(number);
  }

  private static ValueEncoder binary(LogicalType logical, String where, int size) {
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return new Numbers.DecimalEncoder(where, decimal.getPrecision(), decimal.getScale(), size);
    }
    Scalars.BinaryEncoder base64 = new Scalars.BinaryEncoder(where, size);
    return size == UUID_SIZE && logical != null && logical.getName().equals("uuid")
        ? new Scalars.UuidEncoder(where, base64)
        : base64;
  }

  private ValueEncoder record(Schema schema, String where, String path) {
    RecordEncoder known = records.get(schema.getFullName());
    if (known != null) {
      return known;
    }
    RecordEncoder encoder = new RecordEncoder(where, rules.unknownFields());
    records.put(schema.getFullName(), encoder);
    List<Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      List<String> names = new ArrayList<>(List.of(field.name()));
      names.addAll(field.aliases());
      String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
      fields.add(new Field(names, compile(field.schema(), fieldPath), absent(field, fieldPath)));
    }
    encoder.complete(fields);
    return encoder;
  }

  /** The default; without one null where that may be, as writers of JSON leave such fields out. */
  private static List<byte[]> absent(Schema.Field field, String path) {
    if (field.hasDefaultValue()) {
      try {
        return List.of(binary(field.schema(), GenericData.get().getDefaultValue(field)));
      } catch (AvroRuntimeException | ClassCastException | NullPointerException e) {
        throw new IllegalArgumentException(
            "Field " + path + " has a default that is none of its type. Correct schema.file.", e);
      }
    }
    if (field.schema().isUnion()) {
      List<Schema> branches = field.schema().getTypes();
      for (int i = 0; i < branches.size(); i++) {
        if (branches.get(i).getType() == Schema.Type.NULL) {
          return List.of(new byte[] {(byte) (i << 1)});
        }
      }
    }
    return List.of();
  }

  private static byte[] binary(Schema schema, Object datum) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<Object>(schema).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
