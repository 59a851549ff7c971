package io.sluice.testbed.tour.count;

import io.sluice.testbed.tour.events.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The counts of one topic, side by side. */
public record TopicCounts(Sent sent, InKafka kafka, InLedger ledger, InFiles files) {

  /** The differences, a sentence each; none if all is equal. */
  public List<String> differences() {
    List<String> differences = new ArrayList<>();
    differ(differences, "sent", sent.records(), "read by a plain consumer", kafka.records());
    differ(
        differences,
        "in Kafka",
        kafka.records(),
        "accounted for in the ledger",
        ledger.landed() + ledger.quarantined() + ledger.tombstones() + ledger.otherGaps());
    differ(differences, "landed by the ledger", ledger.landed(), "rows in the files", files.rows());
    differ(
        differences,
        "rows in the files",
        files.rows(),
        "different Kafka offsets among them",
        files.places());
    differ(
        differences,
        "sent broken",
        sent.broken(),
        "quarantined by the ledger",
        ledger.quarantined());
    differ(
        differences,
        "quarantined by the ledger",
        ledger.quarantined(),
        "rows in quarantine",
        files.quarantined());
    differ(
        differences,
        "tombstones in Kafka",
        kafka.tombstones(),
        "tombstones in the ledger",
        ledger.tombstones());
    return differences;
  }

  public boolean areEqual() {
    return differences().isEmpty();
  }

  private void differ(List<String> differences, String one, long first, String other, long second) {
    if (first != second) {
      differences.add(
          String.format(
              Locale.ROOT, "%s: %,d %s, but %,d %s", sent.topic(), first, one, second, other));
    }
  }
}
