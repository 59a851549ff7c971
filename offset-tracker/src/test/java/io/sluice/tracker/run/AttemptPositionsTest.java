package io.sluice.tracker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.AttemptPositions.Position;
import io.sluice.tracker.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptPositionsTest {
  private static final String DIRECTORY = "/state/runs/3/run/positions";
  private static final KafkaPartition AT = new KafkaPartition("my.topic-1_x", 12);

  private final MemoryStore store = new MemoryStore(InstantSource.fixed(Instant.EPOCH));

  private AttemptPositions of(int task, int attempt) {
    return new AttemptPositions(store, DIRECTORY, task, attempt);
  }

  @Test
  void theLastPositionOfAnAttemptThatDiedIsKnownToTheNext() throws IOException {
    AttemptPositions died = of(4, 1);
    died.note(AT, 7);
    died.note(AT, 4_000_000_000L);

    assertEquals(List.of(new Position(1, AT, 4_000_000_000L)), List.copyOf(of(4, 2).ofOthers()));
    assertEquals(List.of(), List.copyOf(of(5, 1).ofOthers()), "another task");
    assertEquals(1, store.list(DIRECTORY).size(), "one note at a time");
  }

  @Test
  void anAttemptThatEndsLeavesNoPosition() throws IOException {
    AttemptPositions ended = of(4, 1);
    ended.note(AT, 7);
    ended.clear();

    assertEquals(List.of(), List.copyOf(of(4, 2).ofOthers()));
  }

  @Test
  void theNoteOfADeathStaysAndCountsMoreThanAPosition() throws IOException {
    AttemptPositions died = of(4, 0);
    died.note(AT, 7);
    died.noteDeath(AT, 9);

    assertEquals(List.of(new Position(0, AT, 9)), List.copyOf(of(4, 1).ofOthers()));
    died.clear();
    assertEquals(List.of(new Position(0, AT, 9)), List.copyOf(of(4, 1).ofOthers()));
  }

  @Test
  void aFileThatIsNoNoteIsPassedOver() throws IOException {
    store.putIfAbsent(DIRECTORY + "/4.1.x", new byte[1]);
    store.putIfAbsent(DIRECTORY + "/4.1.1.99999999999.1", new byte[] {'t'});
    store.putIfAbsent(DIRECTORY + "/4.1.1.0.1", new byte[] {'/'});

    assertEquals(List.of(), List.copyOf(of(4, 2).ofOthers()));
  }

  @Test
  void aNoteOfTheLongestTopicIsAFileThatEveryFileSystemTakes() throws IOException {
    KafkaPartition longest = new KafkaPartition("t".repeat(249), 999_999);
    of(999_999, 1_000).note(longest, Long.MAX_VALUE / 10);

    assertTrue(store.list(DIRECTORY).get(0).name().length() < 100);
    assertEquals(
        List.of(new Position(1_000, longest, Long.MAX_VALUE / 10)),
        List.copyOf(of(999_999, 2).ofOthers()));
  }
}
