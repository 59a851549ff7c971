package io.sluice.testbed.tour;

import io.sluice.testbed.kafka.Traffic;
import io.sluice.testbed.tour.console.Shell;
import io.sluice.testbed.tour.console.Typed;
import io.sluice.testbed.tour.count.InKafka;
import io.sluice.testbed.tour.count.InLedger;
import io.sluice.testbed.tour.count.Readers;
import io.sluice.testbed.tour.count.TopicCounts;
import io.sluice.testbed.tour.events.Sent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts every record where it was produced, where it lies and where it landed. */
final class CountComparison {
  private final Traffic traffic;
  private final Shell shell;
  private final Typed ledger;
  private final Readers readers;

  /**
   * A reckoning.
   *
   * @param ledger the command that lists the ledger
   */
  CountComparison(Traffic traffic, Shell shell, Typed ledger, Readers readers) {
    this.traffic = traffic;
    this.shell = shell;
    this.ledger = ledger;
    this.readers = readers;
  }

  List<TopicCounts> of(List<Sent> sent) throws IOException {
    List<String> entries = entries();
    List<TopicCounts> counts = new ArrayList<>();
    for (Sent each : sent) {
      InLedger inLedger = InLedger.NOTHING;
      for (String entry : entries) {
        inLedger = inLedger.plus(entry, each.topic());
      }
      counts.add(
          new TopicCounts(
              each, InKafka.of(traffic, each.topic()), inLedger, readers.count(each.topic())));
    }
    return counts;
  }

  private List<String> entries() throws IOException {
    List<String> entries = new ArrayList<>();
    String list = shell.answer("ledger-json", ledger.and("--json"));
    for (long version : InLedger.versions(list)) {
      entries.add(
          shell.answer("ledger-" + version, ledger.and(String.valueOf(version)).and("--json")));
    }
    return entries;
  }
}
