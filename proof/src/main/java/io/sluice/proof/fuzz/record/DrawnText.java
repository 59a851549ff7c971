package io.sluice.proof.fuzz.record;

import java.util.Random;

/** Text, numbers and JSON drawn by chance. */
final class DrawnText {
  private static final String[] STRINGS = {
    "",
    "a",
    "OPEN",
    "DONE",
    "1.50",
    "-0",
    "1e999999999",
    "9999999999999999999999",
    "NaN",
    "2026-11-21T09:30:00Z",
    "2026-02-30",
    "10000-01-01T00:00:00Z",
    "+292278994-08-17T07:12:55.807Z",
    "6f1e7a52-2f6d-4d6e-9a53-0d5d9c8f0b11",
    "\\u0000",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\u202e",
    "\u00e4",
    "\ud83d\ude00",
    "\\q",
    "\u0007"
  };

  private static final String[] NUMBERS = {
    "0",
    "-0",
    "1",
    "-1",
    "1.5",
    "1e3",
    "1E400",
    "1e-400",
    "1e999999999",
    "-1e-999999999",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "0.1",
    "20000000000",
    "253402300800000",
    "NaN",
    "01",
    "1.",
    ".5",
    "0x10"
  };

  private DrawnText() {}

  /** A string as it stands between the quotes of a JSON text. */
  static String string(Random random) {
    int kind = random.nextInt(400);
    if (kind == 0) {
      return "x".repeat(1 << random.nextInt(18));
    }
    return STRINGS[random.nextInt(STRINGS.length)];
  }

  static String number(Random random) {
    return switch (random.nextInt(200)) {
      case 0 -> "9".repeat(1 + random.nextInt(3000));
      case 1 -> "0." + "1".repeat(1 + random.nextInt(3000));
      default -> NUMBERS[random.nextInt(NUMBERS.length)];
    };
  }

  /** A JSON value of any type. */
  static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 5 : 8)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2, 3 -> number(random);
      case 4 -> "\"" + string(random) + "\"";
      case 5 -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
      case 6 ->
          "{\"" + string(random) + "\":" + value(random, depth + 1) + ",\"sku\":\"a\",\"n\":1}";
      default -> deep(random);
    };
  }

  private static String deep(Random random) {
    int levels = 1 + random.nextInt(random.nextInt(50) == 0 ? 100_000 : 20);
    String begin = random.nextBoolean() ? "[" : "{\"a\":";
    return begin.repeat(levels)
        + "1"
        + (random.nextBoolean() ? (begin.equals("[") ? "]" : "}").repeat(levels) : "");
  }
}
