package io.sluice.job.holds;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.command.TextTable;
import io.sluice.job.ingestion.Acknowledgements;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.release.ReleaseMode;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.json.SharedForms;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.OffsetRange;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Holds and losses that wait for an operator.
 *
 * @param held those that wait for a decision
 * @param losses those that nobody has acknowledged
 * @param suspended holds that wait for nobody, since their topic is gone
 */
record PendingDecisions(List<Hold> held, List<Loss> losses, List<Hold> suspended) {

  static PendingDecisions read(OpenIngestion open) throws IOException {
    OffsetState offsets =
        open.tracker()
            .ledger()
            .head()
            .map(StoredEntry::entry)
            .map(entry -> ((OffsetEntry) entry).state())
            .orElse(OffsetState.EMPTY);
    Acknowledgements known = Acknowledgements.read(open.tracker().maintenance());
    return new PendingDecisions(
        offsets.waiting().stream()
            .filter(held -> !isAccepted(held, offsets, known.releases()))
            .toList(),
        offsets.losses().stream().filter(loss -> !known.losses().contains(loss.id())).toList(),
        offsets.held().stream().filter(held -> !held.waits()).toList());
  }

  /** Whether the next run lets the held range through. */
  private static boolean isAccepted(
      Hold held, OffsetState offsets, List<MaintenanceEntry.Release> releases) {
    return ReleaseMode.ending(held.cause()).contains(ReleaseMode.ACCEPT_ERRORS)
        && !held.ranges().isEmpty()
        && held.ranges().stream()
            .allMatch(
                range ->
                    releases.stream()
                        .filter(release -> release.topic().equals(held.topic()))
                        .flatMap(release -> release.ranges().stream())
                        .anyMatch(released -> covers(released, range, offsets)));
  }

  private static boolean covers(
      MaintenanceEntry.Release.ReleasedRange released, OffsetRange range, OffsetState offsets) {
    int number = range.kafkaPartition().number();
    int generation =
        offsets
            .topic(range.kafkaPartition().topic())
            .flatMap(topic -> topic.kafkaPartition(number))
            .map(KafkaPartitionState::generation)
            .orElse(0);
    return released.covers(number, generation, range.start()) && released.end() >= range.end();
  }

  boolean isNothing() {
    return held.isEmpty() && losses.isEmpty();
  }

  Optional<Loss> loss(String id) {
    return losses.stream().filter(loss -> loss.id().equals(id)).findFirst();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        isNothing()
            ? "Nothing is held, and no loss waits to be acknowledged." + System.lineSeparator()
            : table().text());
    for (Hold each : suspended) {
      text.append(
          each.isTriedAlone()
              ? "%s waits for nobody now: %s, and holds it if that fails. %s%n"
                  .formatted(each.id(), each.suspended(), each.message())
              : "%s waits for nobody now: %s. It is held again once the topic is back.%n"
                  .formatted(each.id(), each.suspended()));
    }
    return text.toString();
  }

  private TextTable table() {
    TextTable table = new TextTable("ID", "SINCE", ">VERSION", "WHY");
    for (Hold each : held) {
      table.row(each.id(), time(each.since()), each.sinceVersion(), each.message());
    }
    for (Loss each : losses) {
      table.row(each.id(), time(each.since()), each.sinceVersion(), why(each));
    }
    return table;
  }

  private static String why(Loss loss) {
    return "%d offsets [%d, %d) expired before they were read. Take note: holds --ack %s --reason TEXT --execute"
        .formatted(loss.end() - loss.start(), loss.start(), loss.end(), loss.id());
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  void write(JsonGenerator json) throws IOException {
    SharedForms.HELD.write(json, held);
    SharedForms.LOSSES.write(json, losses);
  }
}
