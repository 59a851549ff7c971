package io.sluice.records.value;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;

/** Names of logical types for messages. */
public final class LogicalTypeName {
  private LogicalTypeName() {}

  /** Such as {@code timestamp-millis} or {@code decimal(9,2)}. */
  public static String of(LogicalType type) {
    return type instanceof LogicalTypes.Decimal decimal
        ? "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")"
        : type.getName();
  }
}
