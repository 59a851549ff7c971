package io.sluice.records.merge;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Types that represent all values of another type exactly. */
final class WiderType {
  private WiderType() {}

  /** Returns whether a type differs from another one and represents all its values. */
  static boolean holds(Schema wider, Schema other) {
    if (wider.getLogicalType() != null || other.getLogicalType() != null) {
      return false;
    }
    return switch (other.getType()) {
      case INT -> wider.getType() == Schema.Type.LONG || wider.getType() == Schema.Type.DOUBLE;
      case FLOAT -> wider.getType() == Schema.Type.DOUBLE;
      case STRING -> wider.getType() == Schema.Type.BYTES;
      default -> false;
    };
  }

  /**
   * The landed type if it is a decimal with the same scale as the newest one and more digits,
   * otherwise the newest.
   */
  static Schema ofDecimals(Schema newest, Schema landed) {
    return newest.getLogicalType() instanceof LogicalTypes.Decimal ofNewest
            && landed.getLogicalType() instanceof LogicalTypes.Decimal ofLanded
            && ofNewest.getScale() == ofLanded.getScale()
            && ofNewest.getPrecision() < ofLanded.getPrecision()
        ? landed
        : newest;
  }
}
