package io.sluice.mapper.json;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.time.DateTimeException;

/** A number with a logical type of time, in JSON that number or a text of ISO 8601. */
record TemporalEncoder(String where, Temporal type, Numbers.IntegerEncoder number)
    implements ValueEncoder {

  @Override
  public boolean takes(JsonToken first) {
    return first == JsonToken.VALUE_STRING || first.isNumeric();
  }

  @Override
  public int rank(JsonToken first) {
    return first == JsonToken.VALUE_STRING ? 2 : number.rank(first);
  }

  @Override
  public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
    if (in.token() != JsonToken.VALUE_STRING) {
      number.encode(in, out);
      return;
    }
    long value;
    try {
      value = type.parse(in.parser().getText());
    } catch (DateTimeException e) {
      throw Expected.format(where, "a " + type.logicalType() + " of ISO 8601");
    } catch (ArithmeticException e) {
      throw Expected.outOfRange(where, "a " + type.logicalType());
    }
    if (value < number.least() || value > number.greatest()) {
      throw Expected.outOfRange(where, "a " + type.logicalType());
    }
    out.writeLong(value);
  }
}
