package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.time.DateTimeException;

/** A number with a logical type of time, in JSON that number or a text of ISO 8601. */
record TemporalEncoder(String where, Temporal type, Numbers.IntegerEncoder number)
    implements ValueEncoder {
  /** A plain number is rather a plain int or long of a union. */
  private static final int BEHIND_PLAIN_NUMBERS = 2;

  @Override
  public boolean takes(JsonToken first) {
    return first == JsonToken.VALUE_STRING || first.isNumeric();
  }

  @Override
  public int rank(JsonToken first) {
    return first == JsonToken.VALUE_STRING ? 2 : number.rank(first) + BEHIND_PLAIN_NUMBERS;
  }

  @Override
  public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
    long value =
        in.token() == JsonToken.VALUE_STRING
            ? parse(in.parser().getText(), in.state())
            : number.read(in);
    if (value < number.least() || value > number.greatest()) {
      throw TypeMismatch.outOfRange(where, "a " + type.logicalType());
    }
    if (!type.holds(value)) {
      throw TypeMismatch.outOfRange(
          where,
          type.name().startsWith("TIME_")
              ? "the 24 hours of a " + type.logicalType()
              : "a " + type.logicalType() + " of the years 1 to 9999");
    }
    out.writeLong(value);
  }

  private long parse(String text, ReadState state) throws BadRecordException {
    try {
      state.lose(ConversionLoss.PARSED);
      return type.parse(text, state);
    } catch (DateTimeException e) {
      throw TypeMismatch.format(where, type.form());
    } catch (ArithmeticException e) {
      throw TypeMismatch.outOfRange(where, "a " + type.logicalType());
    }
  }
}
