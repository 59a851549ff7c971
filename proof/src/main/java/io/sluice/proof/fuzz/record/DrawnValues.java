package io.sluice.proof.fuzz.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Values of {@link FuzzedSchema}, each of which lands. */
final class DrawnValues {
  private static final long YEAR_2026 = 1_767_225_600_000L;

  private DrawnValues() {}

  /** In Avro's binary form. */
  static byte[] avro(Random random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(FuzzedSchema.SCHEMA).write(of(FuzzedSchema.SCHEMA, random), encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static @Nullable Object of(Schema schema, Random random) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (schema.getType()) {
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), of(field.schema(), random)));
        yield record;
      }
      case ENUM -> new GenericData.EnumSymbol(schema, random.nextBoolean() ? "OPEN" : "DONE");
      case ARRAY ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> of(schema.getElementType(), random))
              .toList();
      case MAP -> map(schema, random);
      case UNION -> {
        Schema branch = schema.getTypes().get(random.nextInt(schema.getTypes().size()));
        yield of(branch, random);
      }
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case STRING ->
          logical.equals("uuid")
              ? new java.util.UUID(1, random.nextInt()).toString()
              : text(random);
      case BYTES -> ByteBuffer.wrap(new byte[] {(byte) random.nextInt(), 1});
      case INT -> logical.equals("date") ? random.nextInt(20_000) : random.nextInt();
      case LONG -> logical.isEmpty() ? random.nextLong() : YEAR_2026 + random.nextInt();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
    };
  }

  private static Map<String, Object> map(Schema schema, Random random) {
    Map<String, Object> map = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.put("k" + i, of(schema.getValueType(), random));
    }
    return map;
  }

  private static String text(Random random) {
    return "text-" + random.nextInt(1000) + (random.nextInt(10) == 0 ? "\u00e4\ud83d\ude00" : "");
  }

  /** In JSON, with a field or two drawn from anything. */
  static byte[] json(Random random) {
    List<Schema.Field> fields = FuzzedSchema.SCHEMA.getFields();
    int strange = random.nextInt(2 * fields.size());
    int missing = random.nextInt(8 * fields.size());
    return fields.stream()
        .filter(field -> field.pos() != missing)
        .map(
            field ->
                "\""
                    + field.name()
                    + "\":"
                    + (field.pos() == strange
                        ? DrawnText.value(random, 0)
                        : json(field.schema(), random)))
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(UTF_8);
  }

  private static String json(Schema schema, Random random) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (schema.getType()) {
      case RECORD -> "{\"sku\":\"" + text(random) + "\",\"n\":null}";
      case ENUM -> random.nextBoolean() ? "\"OPEN\"" : "\"DONE\"";
      case ARRAY -> "[" + json(schema.getElementType(), random) + "]";
      case MAP -> "{\"k\":" + json(schema.getValueType(), random) + "}";
      case UNION -> json(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
      case FIXED -> "\"YWJjZA==\"";
      case STRING ->
          logical.equals("uuid")
              ? "\"6f1e7a52-2f6d-4d6e-9a53-0d5d9c8f0b11\""
              : "\"" + text(random) + "\"";
      case BYTES -> logical.isEmpty() ? "\"YQ==\"" : random.nextInt(1000) + ".25";
      case INT -> logical.equals("date") ? "\"2026-11-21\"" : Integer.toString(random.nextInt());
      case LONG ->
          logical.isEmpty() ? Long.toString(random.nextLong()) : "\"2026-11-21T09:30:00Z\"";
      case FLOAT, DOUBLE -> Double.toString(random.nextDouble());
      case BOOLEAN -> "true";
      case NULL -> "null";
    };
  }
}
