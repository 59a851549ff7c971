package io.sluice.testbed.tour.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InLedgerTest {
  private static final String ENTRY =
      """
      {"format": 1, "kind": "ingest", "version": 2, "topics": [
        {"topic": "orders", "kafkaPartitions": [
          {"n": 0, "before": 0, "after": 12, "records": 7, "quarantined": 2,
           "gaps": [{"kind": "tombstone", "start": 3, "end": 5, "count": 2}, {"kind": "absent", "start": 9, "end": 10, "count": 1}]},
          {"n": 1, "before": 4, "after": 4}]},
        {"topic": "other", "kafkaPartitions": [{"n": 0, "before": 0, "after": 1, "records": 1}]}]}
      """;

  @Test
  void addsUpTheKafkaPartitionsOfTheTopic() throws IOException {
    assertEquals(new InLedger(7, 2, 2, 1), InLedger.NOTHING.plus(ENTRY, "orders"));
  }

  @Test
  void addsUpEntries() throws IOException {
    assertEquals(
        new InLedger(2, 0, 0, 0), InLedger.NOTHING.plus(ENTRY, "other").plus(ENTRY, "other"));
  }

  @Test
  void onlyEntriesThatCountAreAsked() throws IOException {
    String list =
        """
        {"answer": 1, "entries": [{"version": 3, "counts": true}, {"version": 2, "counts": false, "why": "edited"}, {"version": 1, "counts": true}]}
        """;
    assertEquals(List.of(3L, 1L), InLedger.versions(list));
  }
}
