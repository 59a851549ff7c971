package io.sluice.records.merge;

import io.sluice.records.value.LogicalTypeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Finds values that would be read as other values with another schema, such as millis as micros, or
 * a decimal with another scale. Avro resolves the bytes and ignores logical types.
 */
public final class LogicalTypeChange {
  private static final String UUID = "uuid";

  private final List<String> found = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final IdentityHashMap<Schema, Set<Schema>> seen = new IdentityHashMap<>();

  private LogicalTypeChange() {}

  /** The paths and types of all values that would be read as other values. */
  public static List<String> in(Schema written, Schema read) {
    LogicalTypeChange change = new LogicalTypeChange();
    change.compare(written, read);
    return change.found;
  }

  private void compare(Schema written, Schema read) {
    if (written.isUnion()) {
      written.getTypes().forEach(branch -> compare(branch, read));
      return;
    }
    if (read.isUnion()) {
      branch(written, read).ifPresent(branch -> compare(written, branch));
      return;
    }
    of(written, read)
        .or(() -> addedOrRemoved(written, read))
        .ifPresent(
            change -> found.add((path.isEmpty() ? "the value" : String.join(".", path)) + change));
    if (written.getType() != read.getType()) {
      return;
    }
    switch (written.getType()) {
      case RECORD -> compareRecords(written, read);
      case ARRAY -> compare(written.getElementType(), read.getElementType());
      case MAP -> compare(written.getValueType(), read.getValueType());
      default -> {}
    }
  }

  private void compareRecords(Schema written, Schema read) {
    if (!seen.computeIfAbsent(written, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
        .add(read)) {
      return;
    }
    for (Schema.Field field : read.getFields()) {
      field(written, field)
          .ifPresent(
              was -> {
                path.addLast(field.name());
                compare(was.schema(), field.schema());
                path.removeLast();
              });
    }
  }

  private static Optional<Schema.Field> field(Schema written, Schema.Field field) {
    Schema.Field exact = written.getField(field.name());
    return exact == null
        ? written.getFields().stream()
            .filter(each -> field.aliases().contains(each.name()))
            .findFirst()
        : Optional.of(exact);
  }

  /** The branch that reads a value: the same type, otherwise the first one that widens it. */
  private static Optional<Schema> branch(Schema written, Schema union) {
    List<Schema> ofType =
        union.getTypes().stream().filter(each -> each.getType() == written.getType()).toList();
    Optional<Schema> named =
        ofType.stream()
            .filter(each -> each.getFullName().equals(written.getFullName()))
            .findFirst();
    return named
        .or(() -> ofType.size() == 1 ? ofType.stream().findFirst() : Optional.empty())
        .or(
            () ->
                union.getTypes().stream()
                    .filter(each -> widens(written.getType(), each.getType()))
                    .findFirst());
  }

  private static boolean widens(Schema.Type written, Schema.Type read) {
    return switch (written) {
      case INT ->
          read == Schema.Type.LONG || read == Schema.Type.FLOAT || read == Schema.Type.DOUBLE;
      case LONG -> read == Schema.Type.FLOAT || read == Schema.Type.DOUBLE;
      case FLOAT -> read == Schema.Type.DOUBLE;
      case STRING -> read == Schema.Type.BYTES;
      case BYTES -> read == Schema.Type.STRING;
      default -> false;
    };
  }

  /**
   * The change when a value of one logical type is read as another one; empty if the value does not
   * change, or one of them has no logical type. A decimal may be read with more digits.
   */
  public static Optional<String> of(Schema written, Schema read) {
    LogicalType was = written.getLogicalType();
    LogicalType is = read.getLogicalType();
    if (was == null
        || is == null
        || LogicalTypeName.of(was).equals(LogicalTypeName.of(is))
        || hasRoom(was, is)) {
      return Optional.empty();
    }
    return Optional.of(" (" + LogicalTypeName.of(was) + " as " + LogicalTypeName.of(is) + ")");
  }

  private static Optional<String> addedOrRemoved(Schema written, Schema read) {
    LogicalType was = written.getLogicalType();
    LogicalType is = read.getLogicalType();
    if ((was == null) == (is == null) || isText(written) || isText(read)) {
      return Optional.empty();
    }
    return Optional.of(" (" + name(written) + " as " + name(read) + ")");
  }

  /** A UUID as text is read as the same text. */
  private static boolean isText(Schema schema) {
    LogicalType type = schema.getLogicalType();
    return schema.getType() == Schema.Type.STRING && type != null && type.getName().equals(UUID);
  }

  private static boolean hasRoom(LogicalType was, LogicalType is) {
    return was instanceof LogicalTypes.Decimal ofWas
        && is instanceof LogicalTypes.Decimal ofIs
        && ofWas.getScale() == ofIs.getScale()
        && ofWas.getPrecision() <= ofIs.getPrecision();
  }

  private static String name(Schema schema) {
    LogicalType type = schema.getLogicalType();
    return type == null ? schema.getType().getName() : LogicalTypeName.of(type);
  }
}
