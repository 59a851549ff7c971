package io.sluice.job.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.ingestion.Acknowledgements;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.json.HeldJson;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What waits for a person.
 *
 * @param losses those that nobody has acknowledged
 */
record Waiting(List<Held> held, List<Loss> losses) {

  static Waiting of(State state) throws IOException {
    OffsetState offsets =
        state
            .ledger()
            .head()
            .map(StoredEntry::entry)
            .map(entry -> ((OffsetEntry) entry).state())
            .orElse(OffsetState.EMPTY);
    Set<String> acknowledged = Acknowledgements.losses(state.upkeep().ledger());
    return new Waiting(
        offsets.held(),
        offsets.losses().stream().filter(loss -> !acknowledged.contains(loss.id())).toList());
  }

  boolean isNothing() {
    return held.isEmpty() && losses.isEmpty();
  }

  Optional<Loss> loss(String id) {
    return losses.stream().filter(loss -> loss.id().equals(id)).findFirst();
  }

  String text() {
    if (isNothing()) {
      return "Nothing is held, and no loss waits to be acknowledged." + System.lineSeparator();
    }
    Table table = new Table("ID", "SINCE", ">VERSION", "WHY");
    for (Held each : held) {
      table.row(each.id(), time(each.since()), each.sinceVersion(), each.message());
    }
    for (Loss each : losses) {
      table.row(each.id(), time(each.since()), each.sinceVersion(), why(each));
    }
    return table.text();
  }

  private static String why(Loss loss) {
    return "%d offsets [%d, %d) expired before they were read. Take note: holds --ack %s --reason TEXT --execute"
        .formatted(loss.end() - loss.start(), loss.start(), loss.end(), loss.id());
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  void write(JsonGenerator json) throws IOException {
    HeldJson.writeHeld(json, held);
    HeldJson.writeLosses(json, losses);
  }
}
