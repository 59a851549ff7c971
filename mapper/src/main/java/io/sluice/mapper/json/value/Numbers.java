package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.math.BigDecimal;

/** Numbers. One that the type cannot hold is refused, never cut. */
final class Numbers {
  private Numbers() {}

  /**
   * An int or a long.
   *
   * @param what for messages
   */
  record IntegerEncoder(String where, String what, long least, long greatest)
      implements ValueEncoder {
    static IntegerEncoder ofInt(String where) {
      return new IntegerEncoder(where, "an int", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static IntegerEncoder ofLong(String where) {
      return new IntegerEncoder(where, "a long", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public boolean takes(JsonToken first) {
      return first.isNumeric();
    }

    @Override
    public int rank(JsonToken first) {
      int size = greatest == Integer.MAX_VALUE ? 0 : 1;
      return first == JsonToken.VALUE_NUMBER_INT ? size : 10 + size;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      out.writeLong(read(in));
    }

    /** The value, which may be written as 1.0 or 1e3. */
    long read(JsonInput in) throws BadRecordException, IOException {
      JsonParser parser = in.parser();
      long value;
      if (in.token() == JsonToken.VALUE_NUMBER_INT) {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          throw TypeMismatch.outOfRange(where, what);
        }
        value = parser.getLongValue();
      } else if (in.token() == JsonToken.VALUE_NUMBER_FLOAT) {
        value = whole(parser);
        in.state().lose(ConversionLoss.FORM);
      } else {
        throw TypeMismatch.other(in, where, what);
      }
      if (value < least || value > greatest) {
        throw TypeMismatch.outOfRange(where, what);
      }
      if (value == 0) {
        loseSign(in);
      }
      return value;
    }

    private long whole(JsonParser parser) throws BadRecordException, IOException {
      double about = parser.getDoubleValue();
      if (about == Math.rint(about)) {
        try {
          return parser.getDecimalValue().longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
          throw TypeMismatch.outOfRange(where, what);
        }
      }
      throw TypeMismatch.outOfRange(where, what);
    }
  }

  record FloatEncoder(String where) implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return first.isNumeric();
    }

    @Override
    public int rank(JsonToken first) {
      return 6;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      if (!in.token().isNumeric()) {
        throw TypeMismatch.other(in, where, "a float");
      }
      // Once asked for a float, Jackson gives neither the double nor the decimal of the text.
      float value = Float.parseFloat(in.parser().getText());
      if (Float.isInfinite(value) || Float.isNaN(value)) {
        throw TypeMismatch.outOfRange(where, "a float");
      }
      loseToRounding(in, value);
      out.writeFloat(value == 0 && isNegative(in.parser()) ? -0.0f : value);
    }
  }

  record DoubleEncoder(String where) implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return first.isNumeric();
    }

    @Override
    public int rank(JsonToken first) {
      return 5;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      if (!in.token().isNumeric()) {
        throw TypeMismatch.other(in, where, "a double");
      }
      double value = in.parser().getDoubleValue();
      if (Double.isInfinite(value) || Double.isNaN(value)) {
        throw TypeMismatch.outOfRange(where, "a double");
      }
      loseToRounding(in, value);
      out.writeDouble(value == 0 && isNegative(in.parser()) ? -0.0 : value);
    }
  }

  /**
   * A decimal, in JSON a number or a string that holds one.
   *
   * @param size of a fixed, -1 for bytes
   */
  record DecimalEncoder(String where, int precision, int scale, int size) implements ValueEncoder {
    private static final int LONGEST_TEXT = 1000;

    @Override
    public boolean takes(JsonToken first) {
      return first.isNumeric() || first == JsonToken.VALUE_STRING;
    }

    @Override
    public int rank(JsonToken first) {
      return 4;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      BigDecimal given = read(in).stripTrailingZeros();
      if (in.token() == JsonToken.VALUE_STRING) {
        in.state().lose(ConversionLoss.PARSED);
      } else if (given.signum() == 0) {
        loseSign(in);
      }
      // Before the scale is set: 1e999999999 would fill the memory. Zero has no digit of its own.
      if (given.signum() != 0
          && (given.scale() > scale
              || (long) given.precision() - given.scale() > (long) precision - scale)) {
        throw TypeMismatch.outOfRange(where, "a decimal(" + precision + ", " + scale + ")");
      }
      byte[] unscaled = given.setScale(scale).unscaledValue().toByteArray();
      if (size < 0) {
        out.writeLong(unscaled.length);
      } else if (unscaled.length > size) {
        throw TypeMismatch.outOfRange(where, "a fixed of " + size + " bytes");
      } else {
        byte[] sign = {(byte) (given.signum() < 0 ? -1 : 0)};
        for (int i = unscaled.length; i < size; i++) {
          out.writeRaw(sign, 0, 1);
        }
      }
      out.writeRaw(unscaled, 0, unscaled.length);
    }

    private BigDecimal read(JsonInput in) throws BadRecordException, IOException {
      if (in.token().isNumeric()) {
        try {
          return in.parser().getDecimalValue();
        } catch (NumberFormatException e) {
          throw TypeMismatch.outOfRange(where, "a decimal(" + precision + ", " + scale + ")");
        }
      }
      if (in.token() != JsonToken.VALUE_STRING) {
        throw TypeMismatch.other(in, where, "a decimal");
      }
      if (in.parser().getTextLength() > LONGEST_TEXT) {
        throw TypeMismatch.format(where, "a decimal");
      }
      try {
        return new BigDecimal(in.parser().getText());
      } catch (NumberFormatException e) {
        throw TypeMismatch.format(where, "a decimal");
      }
    }
  }

  /** If branches are tried: prefers one that represents the number exactly. */
  private static void loseToRounding(JsonInput in, double value) throws IOException {
    if (!in.state().isTrying()) {
      return;
    }
    if (in.token() == JsonToken.VALUE_NUMBER_INT) {
      in.state().lose(ConversionLoss.FORM);
    }
    if (!isExactly(in.parser(), value)) {
      in.state().lose(ConversionLoss.ROUNDED);
    }
  }

  /** A number whose exponent no decimal has is none that a double has. */
  private static boolean isExactly(JsonParser parser, double value) throws IOException {
    try {
      return new BigDecimal(value).compareTo(parser.getDecimalValue()) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void loseSign(JsonInput in) throws IOException {
    if (in.state().isTrying() && isNegative(in.parser())) {
      in.state().lose(ConversionLoss.ROUNDED);
    }
  }

  private static boolean isNegative(JsonParser parser) throws IOException {
    return parser.getTextCharacters()[parser.getTextOffset()] == '-';
  }
}
