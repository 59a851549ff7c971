package io.sluice.mapper.json.value;

/**
 * How a value was made to fit a type. Of a union's branches the one that gives up least holds the
 * value: one of a worse kind weighs as much as 256 of the next lesser kind.
 */
enum Loss {
  /** A number of another form, 1.0 as an integer or 1 as a double; nothing is lost. */
  FORM,
  /** A text read as something else: a decimal, bytes, a time. */
  PARSED,
  /** A field found by an alias. */
  ALIAS,
  /** A number that is not exactly the one given. */
  ROUNDED,
  /** Digits of a second that the type does not have. */
  CUT,
  /** An unknown symbol that became the enum's default. */
  SYMBOL,
  /** A field that was dropped. */
  DROPPED;

  private static final int BITS = 8;

  long weight() {
    return 1L << (ordinal() * BITS);
  }
}
