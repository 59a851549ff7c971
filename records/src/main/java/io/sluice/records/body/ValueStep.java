package io.sluice.records.body;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.value.DecimalRange;
import io.sluice.records.value.TimeRange;
import org.apache.avro.Schema;

/**
 * Steps over data with values that their type does not allow. Such a value would make the file, or
 * the value, unreadable for readers.
 */
final class ValueStep {
  private ValueStep() {}

  /** A string, or the key of a map. */
  static final class Text extends BodyStep {
    private final String where;

    Text(String where) {
      this.where = where;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      int length = cursor.readLength();
      if (!cursor.isText(length)) {
        throw unfit("string-not-utf8", where + " is no text in UTF-8");
      }
      cursor.skip(length);
    }
  }

  static final class Decimal extends BodyStep {
    private final String where;
    private final String type;
    private final DecimalRange range;
    private final int size;

    /**
     * A decimal.
     *
     * @param size of a fixed, negative for bytes
     */
    Decimal(String where, String type, DecimalRange range, int size) {
      this.where = where;
      this.type = type;
      this.range = range;
      this.size = size;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      int length = size < 0 ? cursor.readLength() : size;
      if (!cursor.isWithin(range, length)) {
        throw unfit(
            "decimal-out-of-range",
            length == 0
                ? where + " is a " + type + " of no bytes"
                : where + " has more digits than its " + type);
      }
      cursor.skip(length);
    }
  }

  /** A number with a logical type of time. */
  static final class Time extends BodyStep {
    private final String where;
    private final Varint.Kind kind;
    private final TimeRange range;

    Time(String where, Varint.Kind kind, TimeRange range) {
      this.where = where;
      this.kind = kind;
      this.range = range;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      long value = kind == Varint.Kind.INT ? cursor.readInt() : cursor.readLong();
      if (!range.holds(value)) {
        throw unfit(
            "time-out-of-range",
            where + ", a " + range.logicalType() + ", lies outside of " + range.meaning());
      }
    }
  }

  /** An integer that is converted to a float or a double, which cannot represent all integers. */
  static final class Rounded extends BodyStep {
    private final String where;
    private final Varint.Kind kind;
    private final Schema.Type becomes;

    Rounded(String where, Varint.Kind kind, Schema.Type becomes) {
      this.where = where;
      this.kind = kind;
      this.becomes = becomes;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      long value = kind == Varint.Kind.INT ? cursor.readInt() : cursor.readLong();
      // The largest long is rounded to 2^63, and converted back to itself.
      if (value == Long.MAX_VALUE
          || (becomes == Schema.Type.FLOAT ? (long) (float) value : (long) (double) value)
              != value) {
        throw unfit(
            "number-inexact",
            where + " is a whole number that a " + becomes.getName() + " does not hold exactly");
      }
    }
  }

  private static BadRecordException unfit(String errorClass, String why) {
    return new BadRecordException(errorClass, why + ".");
  }
}
