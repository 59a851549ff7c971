package io.sluice.tracker.entry;

import java.util.Locale;

/**
 * A topic or Kafka partition whose offsets stay until the cause is gone or a person releases it.
 *
 * @param id names it on the command line; stable as long as it is held
 * @param kafkaPartition number, or {@link #WHOLE_TOPIC}
 * @param message for people: what, which values, why, and what to do
 * @param since epoch millis of the planner's clock when it was first held
 * @param sinceVersion entry that first held it
 */
public record Held(
    String id,
    String topic,
    int kafkaPartition,
    Cause cause,
    String message,
    long since,
    long sinceVersion) {
  public static final int WHOLE_TOPIC = -1;

  /** The id of what is held: the same as long as it is held for the same cause. */
  public static String idOf(String topic, int kafkaPartition, Cause cause) {
    String what = cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return kafkaPartition == WHOLE_TOPIC
        ? topic + "/" + what
        : topic + "/" + kafkaPartition + "/" + what;
  }

  /** Why. */
  public enum Cause {
    TRUNCATED,
    BEYOND_END,
    CORRUPT,
    DATA_LOSS,
    RECREATED,
    ERROR_BUDGET,
    SCHEMA,
    DIRECTORY,
    OWNER,
    LEDGER_SET_BACK
  }
}
