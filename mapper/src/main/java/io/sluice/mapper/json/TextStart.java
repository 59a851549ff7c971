package io.sluice.mapper.json;

import io.sluice.records.api.BadRecordException;

/** Recognizes what does not begin as a text in UTF-8 does. */
final class TextStart {
  private static final int PREFIX = 5;

  private TextStart() {}

  /**
   * Looks at the first bytes.
   *
   * @throws BadRecordException if one of the first two is zero, which no JSON in UTF-8 has
   */
  static void check(byte[] bytes, int offset, int length) throws BadRecordException {
    if (length < 2 || (bytes[offset] != 0 && bytes[offset + 1] != 0)) {
      return;
    }
    if (bytes[offset] == 0
        && length >= PREFIX
        && (bytes[offset + 1] == 0 || beginsJson(bytes, offset + PREFIX, offset + length))) {
      throw new BadRecordException(
          "json-confluent-prefix",
          "The value begins with Confluent's 5-byte prefix (magic byte 0, schema id "
              + id(bytes, offset + 1)
              + (beginsJson(bytes, offset + PREFIX, offset + length)
                  ? "), as Confluent's JSON Schema serializer writes it; value.format=json reads JSON"
                      + " without it. Have the producer send plain JSON."
                  : "), and no JSON follows. Is value.format=confluent-avro right for this topic?"));
    }
    throw new BadRecordException(
        "json-not-utf8", "The value is no text in UTF-8: it has a zero byte at its beginning.");
  }

  private static boolean beginsJson(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) {
      at++;
    }
    return at < end && "{[\"-0123456789tfn".indexOf((char) bytes[at]) >= 0;
  }

  private static long id(byte[] bytes, int start) {
    long id = 0;
    for (int i = start; i < start + 4; i++) {
      id = id << 8 | (bytes[i] & 0xFF);
    }
    return id;
  }
}
