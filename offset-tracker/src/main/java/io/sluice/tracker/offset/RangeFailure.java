package io.sluice.tracker.offset;

import java.util.OptionalLong;

/**
 * The reason why a piece ended before its end, as a value: the commit needs it as a fact, while an
 * exception would only cause a retry of the attempt.
 *
 * @param message for people: what, which values, why
 * @param readableFrom the next offset behind the piece's that can be read, where somebody has tried
 */
public record RangeFailure(Kind kind, String message, OptionalLong readableFrom) {
  /** A failure of which nobody has tried where reading may go on. */
  public RangeFailure(Kind kind, String message) {
    this(kind, message, OptionalLong.empty());
  }

  /** Kind of a failure, by which the commit and the next plan choose their action. */
  public enum Kind {
    /** The log was cut below what the ledger has landed: the Kafka partition is held. */
    TRUNCATED,
    /** The offset is beyond the end of the log: held. */
    BEYOND_END,
    /**
     * The next offset expired while the run was under way: {@code on.data.loss} decides at the next
     * plan.
     */
    EXPIRED,
    /**
     * The topic was deleted, or deleted and created again, or nobody could confirm that it was not:
     * what the task read of it is spoiled.
     */
    RECREATED,
    /** The batch at the next offset is corrupt, and cannot be read: held. */
    CORRUPT,
    /**
     * The record at the next offset, or the batch that holds it, does not fit into the task's
     * memory: held where the next run finds the same in a task that reads nothing else.
     */
    MEMORY,
    /**
     * No leader or no answer within the task's time, be it a broker's or a schema registry's: the
     * next run tries again.
     */
    UNREACHABLE,
    /**
     * Refused, or answered by something else than what was asked: no run reads on before the
     * configuration or a right has changed.
     */
    BLOCKED,
    /**
     * The record at the next offset names a schema that was not asked for, since the registry did
     * not know too many others: held, while each run asks for some more.
     */
    UNKNOWN_SCHEMAS,
    /** The run's deadline or byte limit was reached; nothing is wrong. */
    LIMIT
  }
}
