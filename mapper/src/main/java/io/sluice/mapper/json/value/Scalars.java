package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.value.JsonRules.UnknownSymbols;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Values of one token without a logical type. */
final class Scalars {
  private Scalars() {}

  record NullEncoder(String where) implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return first == JsonToken.VALUE_NULL;
    }

    @Override
    public int rank(JsonToken first) {
      return 0;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException {
      TypeMismatch.token(in, JsonToken.VALUE_NULL, where, "null");
    }
  }

  record BooleanEncoder(String where) implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return first.isBoolean();
    }

    @Override
    public int rank(JsonToken first) {
      return 0;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException {
      if (!in.token().isBoolean()) {
        throw TypeMismatch.other(in, where, "true or false");
      }
      out.writeBoolean(in.token() == JsonToken.VALUE_TRUE);
    }
  }

  record StringEncoder(String where) implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return first == JsonToken.VALUE_STRING;
    }

    @Override
    public int rank(JsonToken first) {
      return 5;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      TypeMismatch.token(in, JsonToken.VALUE_STRING, where, "a string");
      writeText(in, out, where);
    }
  }

  /**
   * An enum.
   *
   * @param symbols in the schema's order
   * @param defaultIndex of the schema's default, -1 if it has none
   */
  record EnumEncoder(
      String where, List<String> symbols, int defaultIndex, UnknownSymbols unknownSymbols)
      implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return first == JsonToken.VALUE_STRING;
    }

    @Override
    public int rank(JsonToken first) {
      return 1;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      TypeMismatch.token(in, JsonToken.VALUE_STRING, where, "an enum's symbol");
      JsonParser parser = in.parser();
      char[] text = parser.getTextCharacters();
      int offset = parser.getTextOffset();
      int length = parser.getTextLength();
      for (int i = 0; i < symbols.size(); i++) {
        if (equals(symbols.get(i), text, offset, length)) {
          out.writeLong(i);
          return;
        }
      }
      if (defaultIndex < 0 || unknownSymbols == UnknownSymbols.QUARANTINE) {
        throw new BadRecordException(
            "json-unknown-symbol",
            where
                + " is no symbol of the schema's enum."
                + (defaultIndex < 0
                    ? ""
                    : " Add it to schema.file, or set json.unknown.symbols=default."));
      }
      in.state().lose(ConversionLoss.SYMBOL);
      out.writeLong(defaultIndex);
    }

    private static boolean equals(String symbol, char[] text, int offset, int length) {
      if (symbol.length() != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (symbol.charAt(i) != text[offset + i]) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Bytes or a fixed, in JSON a string in base64.
   *
   * @param size of a fixed, -1 for bytes
   */
  record BinaryEncoder(String where, int size) implements ValueEncoder {
    @Override
    public boolean takes(JsonToken first) {
      return first == JsonToken.VALUE_STRING;
    }

    @Override
    public int rank(JsonToken first) {
      return size < 0 ? 6 : 3;
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      TypeMismatch.token(in, JsonToken.VALUE_STRING, where, "bytes in base64");
      byte[] bytes;
      try {
        bytes = Base64.getDecoder().decode(in.parser().getText());
      } catch (IllegalArgumentException e) {
        throw new BadRecordException("json-wrong-format", where + " is no base64.", e);
      }
      if (size < 0) {
        out.writeLong(bytes.length);
      } else if (bytes.length != size) {
        throw new BadRecordException(
            "json-wrong-format",
            where + " has " + bytes.length + " bytes where the schema has " + size + ".");
      }
      in.state().lose(ConversionLoss.PARSED);
      out.writeRaw(bytes, 0, bytes.length);
    }
  }

  /** A fixed of 16 bytes that is a UUID, in JSON its text or, as of any fixed, base64. */
  record UuidEncoder(String where, BinaryEncoder base64) implements ValueEncoder {
    private static final Pattern TEXT =
        Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    @Override
    public boolean takes(JsonToken first) {
      return base64.takes(first);
    }

    @Override
    public int rank(JsonToken first) {
      return base64.rank(first);
    }

    @Override
    public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
      String text = in.token() == JsonToken.VALUE_STRING ? in.parser().getText() : "";
      if (!TEXT.matcher(text).matches()) {
        base64.encode(in, out);
        return;
      }
      byte[] bytes = HexFormat.of().parseHex(text.replace("-", ""));
      in.state().lose(ConversionLoss.PARSED);
      out.writeRaw(bytes, 0, bytes.length);
    }
  }

  /** Writes the text of the token that the parser stands at, a value or a name. */
  static void writeText(JsonInput in, AvroBuffer out, String where)
      throws BadRecordException, IOException {
    JsonParser parser = in.parser();
    if (!out.writeText(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
      throw new BadRecordException("json-no-text", where + " holds half a surrogate pair.");
    }
  }
}
