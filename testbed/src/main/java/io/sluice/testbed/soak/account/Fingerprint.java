package io.sluice.testbed.soak.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedMap;

/** 64 bits that stand for a record's columns, its timestamp and the time partition it lies in. */
final class Fingerprint {
  /** If there is no record. */
  static final long NONE = 0;

  private static final DateTimeFormatter TIME_PARTITION =
      DateTimeFormatter.ofPattern("'dt='yyyy-MM-dd'/hour='HH", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Fingerprint() {}

  static long of(long timestamp, String timePartition, SortedMap<String, String> columns) {
    String text = timestamp + " " + timePartition + " " + columns;
    long bits = ByteBuffer.wrap(sha256().digest(text.getBytes(UTF_8))).getLong();
    return bits == NONE ? 1 : bits;
  }

  /** The directory that {@code path.format}'s default gives to a time. */
  static String timePartition(long timestamp) {
    return TIME_PARTITION.format(Instant.ofEpochMilli(timestamp));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
