package io.sluice.testbed.soak.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final KafkaPartitionKey PLACE = new KafkaPartitionKey("orders", 2);
  private static final int RECORDS = 10_000;
  private static final long HOUR = 3_600_000;

  private final Account account = new Account();

  private static long fingerprint(long offset, String timePartition) {
    return Fingerprint.of(
        offset, timePartition, new TreeMap<>(Map.of("value", "record " + offset)));
  }

  private static long fingerprint(long offset) {
    return fingerprint(offset, Fingerprint.timePartition(offset));
  }

  private void inKafka() {
    for (long offset = 0; offset < RECORDS; offset++) {
      account.inKafka(PLACE, offset, fingerprint(offset));
    }
  }

  private void landed(long start, long end) {
    for (long offset = start; offset < end; offset++) {
      account.landed(PLACE, offset, fingerprint(offset));
    }
  }

  @Test
  void whatLandedOnceIsClean() {
    landed(0, RECORDS);
    inKafka();
    AccountComparison reckoning = account.reckonAll();
    assertTrue(reckoning.isClean(), reckoning::toString);
    assertEquals(RECORDS, reckoning.inKafka());
    assertEquals(RECORDS, reckoning.landed());
  }

  @Test
  void aRecordThatTheLedgerHasPassedAndThatIsInNoFileIsLost() {
    inKafka();
    landed(0, 70);
    landed(71, RECORDS);
    AccountComparison reckoning = account.reckonAll();
    assertEquals(1, reckoning.lost());
    assertEquals(List.of("lost: orders/2 offset 70"), reckoning.examples());
    assertFalse(reckoning.isClean());
  }

  @Test
  void whatTheLedgerHasNotReachedMayStillCome() {
    inKafka();
    landed(0, 70);
    assertTrue(account.reckon(Map.of(PLACE, 70L)).isClean());
    assertEquals(1, account.reckon(Map.of(PLACE, 71L)).lost());
  }

  @Test
  void everyCopyBeyondTheFirstIsDoubled() {
    inKafka();
    landed(0, RECORDS);
    landed(5, 8);
    landed(5, 6);
    AccountComparison reckoning = account.reckonAll();
    assertEquals(4, reckoning.doubled());
    assertEquals(RECORDS + 4, reckoning.landed());
    assertFalse(reckoning.isClean());
  }

  @Test
  void anotherContentIsChanged() {
    inKafka();
    landed(1, RECORDS);
    account.landed(
        PLACE,
        0,
        Fingerprint.of(
            0, Fingerprint.timePartition(0), new TreeMap<>(Map.of("value", "record 1"))));
    assertEquals(List.of("changed: orders/2 offset 0"), account.reckonAll().examples());
  }

  @Test
  void anotherTimePartitionIsChanged() {
    inKafka();
    landed(1, RECORDS);
    account.landed(PLACE, 0, fingerprint(0, Fingerprint.timePartition(HOUR)));
    assertEquals(1, account.reckonAll().changed());
  }

  @Test
  void aLandedRecordThatNobodyCommittedToKafkaIsStrange() {
    inKafka();
    landed(0, RECORDS + 1);
    AccountComparison reckoning = account.reckonAll();
    assertEquals(1, reckoning.strange());
    assertFalse(reckoning.isClean());
  }

  @Test
  void aHoleInKafkaIsNotMissed() {
    account.inKafka(PLACE, 0, fingerprint(0));
    account.inKafka(PLACE, 2, fingerprint(2));
    landed(0, 1);
    landed(2, 3);
    assertTrue(account.reckonAll().isClean());
  }
}
