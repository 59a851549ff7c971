package io.sluice.mapper.json.value;

/**
 * The kind of conversion by which a value was made to fit a type, by the information that it loses.
 * Of a union's branches the one that gives up least holds the value: one of a worse kind weighs as
 * much as 256 of the next lesser kind.
 */
enum ConversionLoss {
  /** A number of another form, 1.0 as an integer or 1 as a double; nothing is lost. */
  FORM(0),
  /** A text read as something else: a decimal, bytes, a time. */
  PARSED(8),
  /** A field found by an alias. */
  ALIAS(16),
  /** A number that is not exactly the one given. */
  ROUNDED(24),
  /** Digits of a second that the type does not have. */
  CUT(32),
  /** An unknown symbol that became the enum's default. */
  SYMBOL(40),
  /** A field that was dropped. */
  DROPPED(48);

  private final long weight;

  ConversionLoss(int bits) {
    this.weight = 1L << bits;
  }

  long weight() {
    return weight;
  }
}
