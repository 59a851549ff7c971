package io.sluice.writers;

import io.sluice.records.TopicStart;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A topic of which nothing can be written: its records are passed over, and its offsets stay. */
record UnwritableTopic(TopicStart start, RangeFailure failure) {

  static UnwritableTopic of(TopicStart start, Throwable error) {
    String message =
        error instanceof IllegalArgumentException && error.getMessage() != null
            ? error.getMessage()
            : error.toString();
    return new UnwritableTopic(
        start,
        new RangeFailure(
            error instanceof IOException
                ? RangeFailure.Kind.UNREACHABLE
                : RangeFailure.Kind.BLOCKED,
            "Cannot open the writer of topic %s: %s"
                .formatted(start.topic(), ForeignText.line(message))));
  }

  List<PieceOutcome> outcomes() {
    return start.pieces().stream().map(piece -> notRead(piece.range(), failure)).toList();
  }

  /** Nothing of a piece lands. */
  static PieceOutcome notRead(OffsetRange range, RangeFailure failure) {
    return new PieceOutcome(
        range,
        range.start(),
        LeaderEpoch.UNKNOWN,
        LeaderEpoch.UNKNOWN,
        0,
        0,
        PieceOutcome.NO_EVENT_TIME,
        List.of(),
        Optional.of(failure));
  }
}
