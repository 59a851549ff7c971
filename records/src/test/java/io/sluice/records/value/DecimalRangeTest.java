package io.sluice.records.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalRangeTest {
  @Test
  void itHoldsWhatHasNoMoreDigits() {
    Random random = new Random(5);
    for (int precision = 1; precision <= 40; precision++) {
      DecimalRange range = new DecimalRange(precision);
      BigInteger bound = BigInteger.TEN.pow(precision);
      for (int i = 0; i < 2000; i++) {
        BigInteger value =
            i < 3
                ? bound.subtract(BigInteger.valueOf(i))
                : new BigInteger(random.nextInt(2 + bound.bitLength() * 2), random);
        value = random.nextBoolean() ? value.negate() : value;
        byte[] bytes = extended(value, random.nextInt(4));

        assertEquals(
            value.abs().compareTo(bound) < 0,
            range.holds(bytes, 0, bytes.length),
            precision + " " + value);
      }
    }
  }

  @Test
  void noBytesAreNoNumber() {
    assertFalse(new DecimalRange(3).holds(new byte[] {1}, 1, 1));
  }

  private static byte[] extended(BigInteger value, int more) {
    byte[] least = value.toByteArray();
    byte[] bytes = new byte[least.length + more];
    Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(least, 0, bytes, more, least.length);
    return bytes;
  }
}
