package io.sluice.testbed.tour.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.tour.events.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCountsTest {
  private static final Sent SENT = new Sent("views", 1_010, 4, 1);
  private static final InKafka KAFKA = new InKafka(1_010, 1);
  private static final InLedger LEDGER = new InLedger(1_005, 4, 1, 0);
  private static final InFiles FILES = new InFiles(1_005, 1_005, 4, "DuckDB");

  @Test
  void allIsEqualIfEachRecordIsSomewhere() {
    assertEquals(List.of(), new TopicCounts(SENT, KAFKA, LEDGER, FILES).differences());
  }

  @Test
  void aRecordThatLandedTwiceIsReported() {
    InFiles twice = new InFiles(1_005, 1_004, 4, "DuckDB");
    assertEquals(
        List.of("views: 1,005 rows in the files, but 1,004 different Kafka offsets among them"),
        new TopicCounts(SENT, KAFKA, LEDGER, twice).differences());
  }

  @Test
  void aRecordThatIsNowhereIsReported() {
    InLedger less = new InLedger(1_004, 4, 1, 0);
    assertEquals(
        List.of(
            "views: 1,010 in Kafka, but 1,009 accounted for in the ledger",
            "views: 1,004 landed by the ledger, but 1,005 rows in the files"),
        new TopicCounts(SENT, KAFKA, less, FILES).differences());
  }

  @Test
  void aGoodRecordInQuarantineIsReported() {
    InLedger ledger = new InLedger(1_004, 5, 1, 0);
    InFiles files = new InFiles(1_004, 1_004, 5, "DuckDB");
    assertEquals(
        List.of("views: 4 sent broken, but 5 quarantined by the ledger"),
        new TopicCounts(SENT, KAFKA, ledger, files).differences());
  }

  @Test
  void theTableSaysWhichTopicDiffers() {
    List<String> lines =
        CountTable.lines(
            List.of(
                new TopicCounts(SENT, KAFKA, LEDGER, FILES),
                new TopicCounts(SENT, KAFKA, InLedger.NOTHING, FILES)));
    assertTrue(lines.get(2).endsWith("equal"), lines.get(2));
    assertTrue(lines.get(3).endsWith("DIFFERENT"), lines.get(3));
  }
}
