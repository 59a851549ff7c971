package io.sluice.records.row;

import io.sluice.records.merge.LogicalTypeChange;
import io.sluice.records.value.LogicalTypeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** Finds silent errors when bodies of one schema land in another. */
final class SchemaFit {
  private final List<String> lost = new ArrayList<>();
  private final List<String> remade = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final IdentityHashMap<Schema, Set<Schema>> seen = new IdentityHashMap<>();

  private SchemaFit() {}

  static SchemaFit of(Schema writer, Schema landing) {
    SchemaFit fit = new SchemaFit();
    fit.compare(writer, landing);
    return fit;
  }

  /** Paths of fields that the writer has and the landing schema lacks. */
  List<String> lost() {
    return lost;
  }

  /** Fields whose bytes would be read as another type, such as micros as millis. */
  List<String> remade() {
    return remade;
  }

  private void compare(Schema writer, Schema landing) {
    if (writer.getType() == Schema.Type.UNION) {
      writer.getTypes().forEach(branch -> compare(branch, landing));
      return;
    }
    if (landing.getType() == Schema.Type.UNION) {
      landing.getTypes().stream()
          .filter(branch -> mayTake(branch, writer, landing))
          .findFirst()
          .ifPresent(branch -> compare(writer, branch));
      return;
    }
    compareLogicalTypes(writer, landing);
    if (writer.getType() != landing.getType()) {
      return;
    }
    switch (writer.getType()) {
      case RECORD -> compareRecords(writer, landing);
      case ARRAY -> compare(writer.getElementType(), landing.getElementType());
      case MAP -> compare(writer.getValueType(), landing.getValueType());
      default -> {}
    }
  }

  /**
   * As Avro resolves: by full name among several records; a single record is used whatever its
   * name.
   */
  private static boolean mayTake(Schema branch, Schema writer, Schema union) {
    if (branch.getType() != writer.getType()) {
      return false;
    }
    boolean named =
        writer.getType() == Schema.Type.RECORD
            || writer.getType() == Schema.Type.ENUM
            || writer.getType() == Schema.Type.FIXED;
    long ofType =
        union.getTypes().stream().filter(each -> each.getType() == writer.getType()).count();
    return !named || ofType == 1 || branch.getFullName().equals(writer.getFullName());
  }

  private void compareRecords(Schema writer, Schema landing) {
    if (!seen.computeIfAbsent(writer, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
        .add(landing)) {
      return;
    }
    for (Schema.Field field : writer.getFields()) {
      path.addLast(field.name());
      Schema.Field landed = landing.getField(field.name());
      if (landed == null) {
        landed =
            landing.getFields().stream()
                .filter(each -> each.aliases().contains(field.name()))
                .findFirst()
                .orElse(null);
      }
      if (landed == null) {
        lost.add(String.join(".", path));
      } else {
        compare(field.schema(), landed.schema());
      }
      path.removeLast();
    }
  }

  private void compareLogicalTypes(Schema writer, Schema landing) {
    LogicalType written = writer.getLogicalType();
    LogicalType landed = landing.getLogicalType();
    if (written != null && landed != null && LogicalTypeChange.of(writer, landing).isPresent()) {
      String place = path.isEmpty() ? "the value" : String.join(".", path);
      remade.add(
          place
              + " ("
              + LogicalTypeName.of(written)
              + " lands as "
              + LogicalTypeName.of(landed)
              + ")");
    }
  }
}
