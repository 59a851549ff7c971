package io.sluice.tracker.offset;

import java.util.OptionalLong;

/**
 * The reason why a piece ended early. It is a value, because the commit needs it, while an
 * exception would only cause a retry of the attempt.
 *
 * @param message complete text with values and reason
 * @param readableFrom offset behind those that cannot be read, where somebody has tried
 */
public record RangeFailure(Kind kind, String message, OptionalLong readableFrom) {
  /** A failure of which nobody has tried where reading may go on. */
  public RangeFailure(Kind kind, String message) {
    this(kind, message, OptionalLong.empty());
  }

  /** Kind of a failure, by which the commit and the next plan choose their action. */
  public enum Kind {
    /** The log was truncated below the ledger's offset: the Kafka partition is held. */
    TRUNCATED,
    /** The offset is beyond the end of the log: held. */
    BEYOND_END,
    /** The next offset expired during the run: {@code on.data.loss} decides at the next plan. */
    EXPIRED,
    /**
     * The topic was deleted, or deleted and created again, or this could not be checked: what the
     * task read of it must not land.
     */
    RECREATED,
    /** The batch at the next offset is corrupt, and cannot be read: held. */
    CORRUPT,
    /**
     * The record at the next offset, or the batch that holds it, does not fit into the task's
     * memory: held if the next run has the same result in a task that reads nothing else.
     */
    MEMORY,
    /**
     * No leader, or no answer of a broker or the schema registry within the task's time: the next
     * run tries again.
     */
    UNREACHABLE,
    /**
     * Refused, or answered by another server: no run can continue before the configuration or a
     * right has changed.
     */
    BLOCKED,
    /**
     * The schema of the record at the next offset was not requested, because too many others were
     * unknown: held, while each run requests some more.
     */
    UNKNOWN_SCHEMAS,
    /** The run's deadline or byte limit was reached; nothing is wrong. */
    LIMIT
  }
}
