package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.records.api.BadRecordException;

/**
 * Creates the exceptions for values that do not have the expected type. Messages never show the
 * value: they are logged.
 */
final class TypeMismatch {
  private static final int LONGEST_NAME = 100;

  private TypeMismatch() {}

  static void token(JsonInput in, JsonToken expected, String where, String what)
      throws BadRecordException {
    if (in.token() != expected) {
      throw other(in, where, what);
    }
  }

  static BadRecordException other(JsonInput in, String where, String what) {
    return new BadRecordException(
        "json-wrong-type",
        where + " is " + named(in.token()) + " where the schema has " + what + ".");
  }

  static BadRecordException outOfRange(String where, String what) {
    return new BadRecordException("json-out-of-range", where + " does not fit into " + what + ".");
  }

  static BadRecordException format(String where, String what) {
    return new BadRecordException("json-wrong-format", where + " cannot be read as " + what + ".");
  }

  static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private static String named(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "no value";
    };
  }
}
