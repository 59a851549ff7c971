package io.sluice.job.release;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.entry.MaintenanceEntry.Release.ReleasedRange;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.maintenance.MaintenanceAppend;
import io.sluice.tracker.offset.OffsetRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The held range of {@code holds --release ID --as accept-errors}: the next run puts its bad
 * records into quarantine and lands the others, whatever the error budget says. Once, since the
 * offsets pass it then.
 */
public record AcceptedErrors(Hold held, StoredEntry head, List<ReleasedRange> ranges) {
  public AcceptedErrors {
    ranges = List.copyOf(ranges);
  }

  /**
   * Works out the range.
   *
   * @throws CommandFailedException if the offsets have moved since it was held
   */
  public static AcceptedErrors of(Hold held, StoredEntry head) throws CommandFailedException {
    Optional<TopicState> topic = head.offsets().state().topic(held.topic());
    List<ReleasedRange> ranges = new ArrayList<>();
    for (OffsetRange range : held.ranges()) {
      int number = range.kafkaPartition().number();
      Optional<KafkaPartitionState> known = topic.flatMap(each -> each.kafkaPartition(number));
      int generation = known.map(KafkaPartitionState::generation).orElse(0);
      long next = known.map(KafkaPartitionState::after).orElse(range.start());
      if (next >= range.start() && next < range.end()) {
        ranges.add(new ReleasedRange(number, generation, next, range.end()));
      }
    }
    if (ranges.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "Cannot release %s --as accept-errors: the offsets have moved since it was held. Start a run: it judges the records that are there now."
              .formatted(held.id()));
    }
    return new AcceptedErrors(held, head, ranges);
  }

  /** Appends it to the maintenance ledger, which makes no run lose, and returns the version. */
  public long append(MaintenanceAppend maintenance, String act, String reason) throws IOException {
    return maintenance
        .append(
            head.entry().header(),
            act,
            header -> new MaintenanceEntry.Release(header, reason, held.topic(), ranges))
        .ownOrThrow("release " + held.id())
        .version();
  }
}
