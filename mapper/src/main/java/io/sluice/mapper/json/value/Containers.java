package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays and maps: the number of their items is known behind them and put before them. */
final class Containers {
  private Containers() {}

  record ArrayEncoder(String where, ValueEncoder items) implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return first == JsonToken.START_ARRAY;
    }

    @Override
    public int rank(JsonToken first) {
      return 0;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      TypeMismatch.token(in, JsonToken.START_ARRAY, where, "an array");
      JsonParser parser = in.parser();
      int begin = out.length();
      long count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.encode(in, out);
        count++;
      }
      finish(out, begin, count);
    }
  }

  record MapEncoder(String where, ValueEncoder values) implements ValueEncoder {
    /** Keys that are compared one by one; more are kept in a set. */
    private static final int MANY = 32;

    @Override
    public boolean takes(JsonToken first) {
      return first == JsonToken.START_OBJECT;
    }

    @Override
    public int rank(JsonToken first) {
      return 1;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      TypeMismatch.token(in, JsonToken.START_OBJECT, where, "an object");
      JsonParser parser = in.parser();
      ReadState state = in.state();
      int keys = state.beginKeys();
      @Nullable Set<String> many = null;
      int begin = out.length();
      long count = 0;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        many = many == null ? state.manyKeys(keys, MANY) : many;
        if (!(many == null ? state.addKey(keys, key) : many.add(key))) {
          throw new BadRecordException("json-duplicate-field", where + " has a key twice.");
        }
        Scalars.writeText(in, out, where);
        parser.nextToken();
        values.encode(in, out);
        count++;
      }
      state.endKeys(keys);
      finish(out, begin, count);
    }
  }

  private static void finish(AvroBuffer out, int begin, long count) {
    if (count > 0) {
      out.insertLong(begin, count);
    }
    out.writeLong(0);
  }
}
