package io.sluice.testbed.soak.account;

import java.util.Arrays;

/** One Kafka partition's records, in Kafka and landed, by offset. */
final class KafkaPartitionAccount {
  private static final int FIRST_LENGTH = 1 << 12;

  private long[] inKafka = new long[FIRST_LENGTH];
  private long[] landed = new long[FIRST_LENGTH];
  private byte[] times = new byte[FIRST_LENGTH];
  private int end;

  void inKafka(long offset, long fingerprint) {
    int at = grownTo(offset);
    inKafka[at] = fingerprint;
  }

  void landed(long offset, long fingerprint) {
    int at = grownTo(offset);
    // The first copy counts for the content; any further one is reported as such.
    if (times[at] == 0) {
      landed[at] = fingerprint;
    }
    if (times[at] < Byte.MAX_VALUE) {
      times[at]++;
    }
  }

  /** Reckons what must have landed, which is all below an offset, and what has. */
  void reckon(long committed, AccountComparison reckoning) {
    for (int offset = 0; offset < end; offset++) {
      boolean exists = inKafka[offset] != Fingerprint.NONE;
      int copies = times[offset];
      if (exists) {
        reckoning.countInKafka();
      }
      if (copies > 0) {
        reckoning.countLanded(copies);
      }
      if (exists && copies == 0 && offset < committed) {
        reckoning.countLost(offset);
      } else if (!exists && copies > 0) {
        reckoning.countStrange(offset);
      } else if (copies > 0 && landed[offset] != inKafka[offset]) {
        reckoning.countChanged(offset);
      }
      if (copies > 1) {
        reckoning.countDoubled(offset, copies - 1);
      }
    }
  }

  private int grownTo(long offset) {
    int at = Math.toIntExact(offset);
    if (at >= inKafka.length) {
      int length = Math.max(at + 1, inKafka.length * 2);
      inKafka = Arrays.copyOf(inKafka, length);
      landed = Arrays.copyOf(landed, length);
      times = Arrays.copyOf(times, length);
    }
    end = Math.max(end, at + 1);
    return at;
  }
}
