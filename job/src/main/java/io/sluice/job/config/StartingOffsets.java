package io.sluice.job.config;

import io.sluice.options.Type;
import java.time.DateTimeException;
import java.time.Instant;

/** The start offset of a topic that is new to the ingestion. */
public sealed interface StartingOffsets {

  /** The oldest record. */
  record Earliest() implements StartingOffsets {}

  /** The first record after the plan. */
  record Latest() implements StartingOffsets {}

  /** The first record with that Kafka timestamp or a later one. */
  record At(Instant time) implements StartingOffsets {}

  /** {@code earliest}, {@code latest}, {@code 2026-11-21T09:00:00Z}, or epoch millis. */
  Type<StartingOffsets> TYPE =
      Type.of(
          "earliest, latest or a timestamp",
          "2026-11-21T09:00:00Z",
          StartingOffsets::parse,
          StartingOffsets::print);

  private static StartingOffsets parse(String text) {
    return switch (text) {
      case "earliest" -> new Earliest();
      case "latest" -> new Latest();
      default -> new At(time(text));
    };
  }

  private static Instant time(String text) {
    try {
      return text.chars().allMatch(Character::isDigit)
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "not earliest, latest, a time in UTC with seconds and Z, or epoch millis", e);
    }
  }

  private static String print(StartingOffsets offsets) {
    if (offsets instanceof At at) {
      return at.time().toString();
    }
    return offsets instanceof Earliest ? "earliest" : "latest";
  }
}
