package io.sluice.tracker.decision;

import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Plan.PlannedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contiguous part of a planned range that may land, from its start on.
 *
 * @param reached its end
 * @param pieces in it, in the order of their offsets; the last one may have ended early
 * @param stop the reason if it ends before the planned end
 */
record KafkaPrefix(long reached, List<ReadPiece.Reported> pieces, List<Stop> stop) {
  /**
   * The reason why a prefix ended.
   *
   * @param failure reported by the reader at this offset, if any
   * @param weight whether it counts as a failure
   */
  record Stop(String why, List<RangeFailure> failure, Weight weight) {
    boolean isFailure() {
      return weight == Weight.FAILURE;
    }
  }

  /** Severity of a prefix that ended early. */
  enum Weight {
    /** A failure ended the range early. */
    FAILURE,
    /**
     * No failure: a limit of the run, a leader election at a boundary between tasks, a corrupt
     * batch, a record that is too large, or one of many unknown schemas. If one of these counted as
     * a failure, {@code commit.on.failure=none} would land nothing, in this run and in each later
     * one, which ends at the same offset.
     */
    NO_FAILURE
  }

  KafkaPrefix {
    pieces = List.copyOf(pieces);
    stop = List.copyOf(stop);
  }

  /** The failure at its end, if the reader reported one. */
  Optional<RangeFailure> failure() {
    return stopped().flatMap(each -> each.failure().stream().findFirst());
  }

  Optional<Stop> stopped() {
    return stop.stream().findFirst();
  }

  static KafkaPrefix of(PlannedRange range, List<ReadPiece> pieces) {
    List<ReadPiece.Reported> landing = new ArrayList<>();
    long reached = range.start();
    int lastEpoch = LeaderEpoch.UNKNOWN;
    for (ReadPiece read : pieces) {
      if (read.piece().range().start() != reached) {
        return ended(
            reached, landing, Weight.FAILURE, "offset " + reached + " is in no piece of the plan");
      }
      if (!(read instanceof ReadPiece.Reported reported)) {
        return ended(reached, landing, Weight.FAILURE, ((ReadPiece.Missing) read).why());
      }
      PieceOutcome outcome = reported.outcome();
      if (!landing.isEmpty() && !isOneLife(lastEpoch, outcome.firstEpoch())) {
        return ended(
            reached,
            landing,
            Weight.NO_FAILURE,
            "the leader epoch before offset "
                + reached
                + " is "
                + lastEpoch
                + ", behind it "
                + outcome.firstEpoch()
                + ": two tasks may have read two lives of the log");
      }
      landing.add(reported);
      reached = outcome.reached();
      lastEpoch = outcome.lastEpoch();
      if (!outcome.isWhole()) {
        RangeFailure failure = outcome.failure().orElseThrow();
        Weight weight =
            switch (failure.kind()) {
              case LIMIT, CORRUPT, MEMORY, UNKNOWN_SCHEMAS -> Weight.NO_FAILURE;
              case TRUNCATED, BEYOND_END, EXPIRED, RECREATED, UNREACHABLE, BLOCKED ->
                  Weight.FAILURE;
            };
        return new KafkaPrefix(
            reached, landing, List.of(new Stop(failure.message(), List.of(failure), weight)));
      }
    }
    return reached == range.end()
        ? new KafkaPrefix(reached, landing, List.of())
        : ended(
            reached, landing, Weight.FAILURE, "offset " + reached + " is in no piece of the plan");
  }

  /** Only an epoch that is known on both sides shows that they have read the same log. */
  private static boolean isOneLife(int before, int behind) {
    return before != LeaderEpoch.UNKNOWN && before == behind;
  }

  private static KafkaPrefix ended(
      long reached, List<ReadPiece.Reported> landing, Weight weight, String why) {
    return new KafkaPrefix(reached, landing, List.of(new Stop(why, List.of(), weight)));
  }

  long records() {
    return pieces.stream().mapToLong(reported -> reported.outcome().records()).sum();
  }

  long quarantined() {
    return pieces.stream().mapToLong(reported -> reported.outcome().quarantined()).sum();
  }
}
