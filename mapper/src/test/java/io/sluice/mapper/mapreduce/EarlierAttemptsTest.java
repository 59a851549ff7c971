package io.sluice.mapper.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.TopicStart;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.AttemptPositions;
import io.sluice.tracker.run.AttemptPositions.Position;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EarlierAttemptsTest {
  private static final KafkaPartition ONE = new KafkaPartition("clicks", 1);
  private static final KafkaPartition TWO = new KafkaPartition("clicks", 2);

  private final MemoryStore store = new MemoryStore(InstantSource.fixed(Instant.EPOCH));

  private AttemptPositions positions(int attempt) {
    return new AttemptPositions(store, "/state/runs/3/run/positions", 0, attempt);
  }

  private EarlierAttempts read(int attempt, KafkaPartition... ranges) {
    List<Piece> pieces = new ArrayList<>();
    for (KafkaPartition each : ranges) {
      pieces.add(new Piece(new OffsetRange(each, 100, 10_000), -1, 0));
    }
    return EarlierAttempts.read(
        positions(attempt), List.of(new TopicStart("clicks", "", "", "", "", pieces)));
  }

  @Test
  void amongOtherRangesTheOneAtWhichAnAttemptDiedEndsThere() {
    EarlierAttempts first = read(1, ONE, TWO);
    first.reads(ONE, 100);
    first.reads(TWO, 100);
    first.reads(TWO, 5100);

    EarlierAttempts second = read(2, ONE, TWO);

    assertEquals(OptionalLong.of(5100), second.diedAt(TWO));
    assertFalse(second.readsOnAt(TWO));
    assertEquals(OptionalLong.empty(), second.diedAt(ONE));
  }

  @Test
  void aloneItIsReadOnRecordByRecordSoThatTheVeryOffsetIsKnown() throws IOException {
    read(1, TWO).reads(TWO, 1100);
    EarlierAttempts second = read(2, TWO);
    assertTrue(second.readsOnAt(TWO));
    second.reads(TWO, 500);
    assertEquals(List.of(), List.copyOf(ofAttempt(2)), "known to be harmless");
    second.reads(TWO, 1100);
    second.reads(TWO, 1101);

    EarlierAttempts third = read(3, TWO);

    assertEquals(OptionalLong.of(1101), third.diedAt(TWO));
    assertFalse(third.readsOnAt(TWO));
  }

  @Test
  void aKafkaPartitionInWhichNoAttemptDiedIsNotedAllFiveThousandOffsets() throws IOException {
    EarlierAttempts first = read(1, ONE, TWO);
    for (long offset = 100; offset < 5100; offset += 7) {
      first.reads(TWO, offset);
    }
    assertEquals(List.of(new Position(1, TWO, 100)), ofAttempt(1));

    first.reads(TWO, 5103);
    assertEquals(List.of(new Position(1, TWO, 5103)), ofAttempt(1));
    first.reads(ONE, 100);
    assertEquals(List.of(new Position(1, ONE, 100)), ofAttempt(1), "another is noted at once");
  }

  @Test
  void eachOffsetIsNotedAsFarAsAnAttemptCouldHaveComeSinceItsNote() throws IOException {
    read(1, TWO).reads(TWO, 100);
    EarlierAttempts second = read(2, TWO);

    second.reads(TWO, 100);
    second.reads(TWO, 6098);
    second.reads(TWO, 6099);

    assertEquals(List.of(new Position(2, TWO, 6099)), ofAttempt(2));
  }

  @Test
  void anAttemptThatEndsIsNoDeath() {
    EarlierAttempts first = read(1, TWO);
    first.reads(TWO, 1100);
    first.end();

    assertEquals(OptionalLong.empty(), read(2, TWO).diedAt(TWO));
  }

  @Test
  void aNoteOfWhatTheTaskDoesNotReadSaysNothing() throws IOException {
    positions(1).note(TWO, 50);
    positions(2).note(new KafkaPartition("others", 2), 1100);

    EarlierAttempts third = read(3, TWO);

    assertEquals(OptionalLong.empty(), third.diedAt(TWO));
  }

  private List<Position> ofAttempt(int attempt) throws IOException {
    return positions(99).ofOthers().stream().filter(each -> each.attempt() == attempt).toList();
  }
}
