package io.sluice.records.value;

import java.math.BigInteger;
import java.util.Arrays;

/** The unscaled values of a decimal with a given precision, in two's complement. */
public final class DecimalRange {
  private final byte[] least;
  private final byte[] greatest;

  /**
   * The values with a given number of digits.
   *
   * @param precision number of digits
   */
  public DecimalRange(int precision) {
    BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
    this.least = most.negate().toByteArray();
    this.greatest = most.toByteArray();
  }

  /**
   * Returns whether the big-endian number from start to end, exclusive, exists and is within the
   * range.
   */
  public boolean holds(byte[] bytes, int start, int end) {
    if (start >= end) {
      return false;
    }
    byte sign = (byte) (bytes[start] < 0 ? -1 : 0);
    int from = start;
    while (from + 1 < end && bytes[from] == sign && (bytes[from + 1] ^ sign) >= 0) {
      from++;
    }
    byte[] bound = sign < 0 ? least : greatest;
    if (end - from != bound.length) {
      return end - from < bound.length;
    }
    int order = Arrays.compareUnsigned(bytes, from, end, bound, 0, bound.length);
    return sign < 0 ? order >= 0 : order <= 0;
  }
}
