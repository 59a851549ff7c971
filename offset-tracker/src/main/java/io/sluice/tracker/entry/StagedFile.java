package io.sluice.tracker.entry;

import java.util.List;

/**
 * A file that a task attempt staged and closed; the same record, once committed, is the ledger's
 * file.
 *
 * @param kind data or quarantine
 * @param fileGroup the plan's file group of its pieces
 * @param timePartition relative directory such as {@code dt=2026-11-21/hour=09}
 * @param staged the store's opaque name of the staged file
 * @param path where it is published
 * @param length bytes
 * @param records as its footer or blocks count them
 * @param crc32c of the bytes
 * @param parts which offsets are in it, one per Kafka partition
 */
public record StagedFile(
    Kind kind,
    String topic,
    int fileGroup,
    String timePartition,
    String staged,
    String path,
    long length,
    long records,
    int crc32c,
    List<Part> parts) {
  /** Kind of content. */
  public enum Kind {
    DATA,
    QUARANTINE
  }

  /**
   * The records of one Kafka partition in a file.
   *
   * @param firstOffset of the first record
   * @param lastOffset of the last record, inclusive
   */
  public record Part(int kafkaPartition, long firstOffset, long lastOffset, long records) {
    public Part {
      if (kafkaPartition < 0) {
        throw new IllegalArgumentException("Not a Kafka partition: " + kafkaPartition);
      }
    }
  }

  public StagedFile {
    parts = List.copyOf(parts);
    if (parts.stream().mapToLong(Part::records).sum() != records) {
      throw new IllegalArgumentException(
          "File " + path + " of " + records + " records has parts " + parts);
    }
  }
}
