package io.sluice.writers.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Finds columns that differ so much that readers do not take old and new files for one table.
 * DuckDB, Spark and parquet-java take a new column, a new field of a struct, and a column that may
 * be null now; DuckDB and Spark take nothing else unless configured to.
 */
final class ColumnChanges {
  private final List<String> found = new ArrayList<>();

  private ColumnChanges() {}

  static List<String> between(GroupType next, GroupType landed) {
    ColumnChanges changes = new ColumnChanges();
    changes.compareFields(next, landed, "");
    return changes.found;
  }

  private void compareFields(GroupType next, GroupType landed, String path) {
    for (Type was : landed.getFields()) {
      String column = path.isEmpty() ? was.getName() : path + "." + was.getName();
      if (next.containsField(was.getName())) {
        compare(next.getType(was.getName()), was, column);
      } else {
        found.add("column " + column + " (it has another name, and readers go by names)");
      }
    }
  }

  private void compare(Type next, Type landed, String column) {
    if (!next.isPrimitive()
        && !landed.isPrimitive()
        && Objects.equals(next.getLogicalTypeAnnotation(), landed.getLogicalTypeAnnotation())) {
      compareFields(next.asGroupType(), landed.asGroupType(), column);
    } else if (!text(next).equals(text(landed))) {
      found.add("column " + column + " (" + text(landed) + " becomes " + text(next) + ")");
    }
  }

  /** The same for columns that readers take for the same type. */
  private static String text(Type type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    String logical =
        annotation instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
            ? LogicalTypeAnnotation.stringType().toString()
            : annotation == null ? "" : annotation.toString();
    if (!type.isPrimitive()) {
      return logical.isEmpty() ? "struct" : logical.toLowerCase(Locale.ROOT);
    }
    PrimitiveType primitive = type.asPrimitiveType();
    String physical = primitive.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    if (primitive.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      physical += "(" + primitive.getTypeLength() + ")";
    }
    return logical.isEmpty() ? physical : physical + " " + logical.toLowerCase(Locale.ROOT);
  }
}
