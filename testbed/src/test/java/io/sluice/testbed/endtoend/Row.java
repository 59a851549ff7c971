package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;

/**
 * A record, read from Kafka or from a landed file.
 *
 * @param hash of the value's fields, the timestamp and the time partition: a record in the wrong
 *     hour is another row
 */
record Row(int kafkaPartition, long offset, String hash) implements Comparable<Row> {
  private static final DateTimeFormatter TIME_PARTITION =
      DateTimeFormatter.ofPattern("'dt='yyyy-MM-dd'/hour='HH", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Comparator<Row> BY_PLACE =
      Comparator.comparingInt(Row::kafkaPartition)
          .thenComparingLong(Row::offset)
          .thenComparing(Row::hash);

  /** A record with its fields as text, in the time partition where it is or should be. */
  static Row of(
      int kafkaPartition,
      long offset,
      long timestamp,
      String timePartition,
      SortedMap<String, String> fields) {
    return new Row(kafkaPartition, offset, hash(timestamp + " " + timePartition + " " + fields));
  }

  /** The directory that {@code path.format}'s default gives to a time. */
  static String timePartition(long timestamp) {
    return TIME_PARTITION.format(Instant.ofEpochMilli(timestamp));
  }

  @Override
  public int compareTo(Row other) {
    return BY_PLACE.compare(this, other);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
