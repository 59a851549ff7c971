package io.sluice.proof.fuzz.record;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** A value as a faulty or hostile producer changes it, drawn by chance. */
final class ChangedValue {
  private ChangedValue() {}

  static byte[] of(byte[] value, Random random) {
    byte[] changed = value;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      changed = once(changed, random);
    }
    return changed;
  }

  private static byte[] once(byte[] value, Random random) {
    int at = random.nextInt(value.length + 1);
    int end = Math.min(value.length, at + random.nextInt(1 + random.nextInt(64)));
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOfRange(value, 0, at);
      case 1 -> joined(value, at, varint(random), at);
      case 2 -> joined(value, at, varint(random), end);
      case 3 -> joined(value, at, new byte[0], end);
      case 4 -> joined(value, end, new byte[0], at);
      case 5 -> {
        byte[] drawn = new byte[random.nextInt(16)];
        random.nextBytes(drawn);
        yield joined(value, at, drawn, at);
      }
      default -> {
        byte[] flipped = value.clone();
        if (flipped.length > 0) {
          flipped[Math.min(at, flipped.length - 1)] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  /** A length or a count as Avro writes it, often a huge one or none. */
  private static byte[] varint(Random random) {
    long number = random.nextLong() >> random.nextInt(64);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] value, int firstEnd, byte[] between, int secondStart) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(value, 0, firstEnd);
    joined.writeBytes(between);
    joined.write(value, secondStart, value.length - secondStart);
    return joined.toByteArray();
  }
}
