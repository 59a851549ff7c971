package io.sluice.records.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Determines whether bodies of one schema, followed by constant bytes, are bodies of another
 * schema.
 */
final class SameBytes {
  private final IdentityHashMap<Schema, Set<Schema>> assumed = new IdentityHashMap<>();
  private ByteBuffer suffix = ByteBuffer.allocate(0);
  private boolean sameRules = true;

  private SameBytes() {}

  /** The bytes to append; empty if the bodies differ in other ways. */
  static Optional<SameBytes> of(Schema writer, Schema landing) {
    SameBytes same = new SameBytes();
    if (writer.getType() != Schema.Type.RECORD || landing.getType() != Schema.Type.RECORD) {
      return same.layout(writer, landing) ? Optional.of(same) : Optional.empty();
    }
    int written = writer.getFields().size();
    List<Schema.Field> fields = landing.getFields();
    if (written > fields.size() || !same.fields(writer.getFields(), fields.subList(0, written))) {
      return Optional.empty();
    }
    List<Schema.Field> added = fields.subList(written, fields.size());
    if (!added.stream().allMatch(Schema.Field::hasDefaultValue)) {
      return Optional.empty();
    }
    same.suffix = defaults(added);
    return Optional.of(same);
  }

  /**
   * The bytes to append to a body: the defaults of the fields that the landing schema has after
   * those of the writer.
   */
  ByteBuffer suffix() {
    return suffix;
  }

  /** Returns whether both allow the same values, that is, no logical type differs. */
  boolean hasSameRules() {
    return sameRules;
  }

  private boolean fields(List<Schema.Field> writer, List<Schema.Field> landing) {
    for (int i = 0; i < writer.size(); i++) {
      if (!writer.get(i).name().equals(landing.get(i).name())
          || !layout(writer.get(i).schema(), landing.get(i).schema())) {
        return false;
      }
    }
    return true;
  }

  private boolean layout(Schema writer, Schema landing) {
    if (writer.getType() != landing.getType()) {
      return false;
    }
    sameRules &= Objects.equals(writer.getLogicalType(), landing.getLogicalType());
    return switch (writer.getType()) {
      case RECORD -> {
        boolean first =
            assumed
                .computeIfAbsent(writer, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(landing);
        yield !first
            || (writer.getFields().size() == landing.getFields().size()
                && fields(writer.getFields(), landing.getFields()));
      }
      case ENUM -> beginsWith(landing.getEnumSymbols(), writer.getEnumSymbols());
      case FIXED -> writer.getFixedSize() == landing.getFixedSize();
      case ARRAY -> layout(writer.getElementType(), landing.getElementType());
      case MAP -> layout(writer.getValueType(), landing.getValueType());
      case UNION -> branches(writer.getTypes(), landing.getTypes());
      default -> true;
    };
  }

  /**
   * Additional symbols or branches after those of the writer do not change the writer's numbers.
   */
  private static boolean beginsWith(List<String> landing, List<String> writer) {
    return writer.size() <= landing.size() && landing.subList(0, writer.size()).equals(writer);
  }

  private boolean branches(List<Schema> writer, List<Schema> landing) {
    if (writer.size() > landing.size()) {
      return false;
    }
    for (int i = 0; i < writer.size(); i++) {
      if (!writer.get(i).getFullName().equals(landing.get(i).getFullName())
          || !layout(writer.get(i), landing.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer defaults(List<Schema.Field> added) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      for (Schema.Field field : added) {
        Object value = GenericData.get().getDefaultValue(field);
        new GenericDatumWriter<>(field.schema()).write(value, encoder);
      }
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("An array in memory cannot fail", e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
