package io.sluice.tracker.entry;

import io.sluice.tracker.offset.OffsetRange;
import java.util.List;
import java.util.Locale;

/**
 * A topic or Kafka partition whose offsets stay until the cause is gone or a person releases it.
 *
 * @param id names it on the command line; stable as long as it is held
 * @param kafkaPartition number, or {@link #WHOLE_TOPIC}
 * @param message for people: what, which values, why, and what to do
 * @param since epoch millis of the planner's clock when it was first held
 * @param sinceVersion entry that first held it
 * @param ranges offsets that it is about: those with too many bad records or behind too many
 *     unknown schemas, those that expired, or those that do not fit into a task's memory; empty for
 *     all other causes
 * @param suspended why it waits for nobody now: its topic is gone from Kafka or from the
 *     configuration, and it waits again once the topic is back; or the next run tries once more.
 *     Empty if it waits for a person
 */
public record Hold(
    String id,
    String topic,
    int kafkaPartition,
    Cause cause,
    String message,
    long since,
    long sinceVersion,
    List<OffsetRange> ranges,
    String suspended) {
  public static final int WHOLE_TOPIC = -1;

  /** Why a Kafka partition that did not fit into a task's memory once waits for nobody. */
  private static final String TRIED_ALONE =
      "the next run reads the Kafka partition once more, in a task of its own";

  public Hold {
    ranges = List.copyOf(ranges);
  }

  /** A hold that waits for a person and is about no range. */
  public Hold(
      String id,
      String topic,
      int kafkaPartition,
      Cause cause,
      String message,
      long since,
      long sinceVersion) {
    this(id, topic, kafkaPartition, cause, message, since, sinceVersion, List.of(), "");
  }

  /** Whether a person has to decide. */
  public boolean waits() {
    return suspended.isEmpty();
  }

  /** The same hold, since when this one was found first. */
  public Hold since(Hold first) {
    return new Hold(
        id,
        topic,
        kafkaPartition,
        cause,
        message,
        first.since(),
        first.sinceVersion(),
        ranges,
        suspended);
  }

  /** The same hold about these ranges. */
  public Hold about(List<OffsetRange> ranges) {
    return new Hold(
        id, topic, kafkaPartition, cause, message, since, sinceVersion, ranges, suspended);
  }

  /** The same hold while its topic is gone; with an empty reason, once it is back. */
  public Hold suspended(String why) {
    return new Hold(id, topic, kafkaPartition, cause, message, since, sinceVersion, ranges, why);
  }

  /** The same hold while the next run reads the Kafka partition in a task of its own. */
  public Hold triedAlone() {
    return suspended(TRIED_ALONE);
  }

  /** Whether the next run reads the Kafka partition in a task of its own. */
  public boolean isTriedAlone() {
    return cause == Cause.MEMORY && !waits();
  }

  /** The id of what is held: the same as long as it is held for the same cause. */
  public static String idOf(String topic, int kafkaPartition, Cause cause) {
    String what = cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return kafkaPartition == WHOLE_TOPIC
        ? topic + "/" + what
        : topic + "/" + kafkaPartition + "/" + what;
  }

  /** Cause of a hold. */
  public enum Cause {
    TRUNCATED,
    BEYOND_END,
    CORRUPT,
    MEMORY,
    DATA_LOSS,
    RECREATED,
    ERROR_BUDGET,
    UNKNOWN_SCHEMAS,
    SCHEMA,
    LAYOUT,
    DIRECTORY,
    OWNER,
    LEDGER_SET_BACK;

    /** Whether it is about the records of one log, and not of the next log of the same name. */
    public boolean isOfOneLog() {
      return switch (this) {
        case TRUNCATED,
            BEYOND_END,
            CORRUPT,
            MEMORY,
            DATA_LOSS,
            RECREATED,
            ERROR_BUDGET,
            UNKNOWN_SCHEMAS ->
            true;
        case SCHEMA, LAYOUT, DIRECTORY, OWNER, LEDGER_SET_BACK -> false;
      };
    }
  }
}
