package io.sluice.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.kafka.ReadableOffsets.Passable;
import io.sluice.job.kafka.ReadableOffsets.Tried;
import io.sluice.job.kafka.ReadableOffsets.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReadableOffsetsTest {
  private record Batch(long start, long end, boolean isNamed) {}

  private final List<Batch> corrupt = new ArrayList<>();
  private int attempts;

  private Tried attempt(long offset) {
    attempts++;
    for (Batch batch : corrupt) {
      if (batch.start() <= offset && offset < batch.end()) {
        return new Unreadable(
            batch.isNamed() ? OptionalLong.of(batch.start()) : OptionalLong.empty());
      }
    }
    return new Passable();
  }

  private long firstFrom(long offset, long end) {
    return ReadableOffsets.search(offset, end, this::attempt);
  }

  @Test
  void whatCanBeReadIsNotPassed() {
    assertEquals(10, firstFrom(10, 100));
  }

  @Test
  void aBatchIsPassedToItsLastOffsetWhereverInItReadingBegins() {
    corrupt.add(new Batch(10, 17, true));

    for (long offset = 10; offset < 17; offset++) {
      assertEquals(17, firstFrom(offset, 100));
    }
  }

  @Test
  void aSoundBatchBetweenTwoCorruptOnesIsNotPassed() {
    corrupt.add(new Batch(10, 13, true));
    corrupt.add(new Batch(15, 60, true));

    assertEquals(13, firstFrom(10, 100));
  }

  @Test
  void corruptBatchesInARowArePassedTogether() {
    corrupt.add(new Batch(10, 13, true));
    corrupt.add(new Batch(13, 60, true));

    assertEquals(60, firstFrom(10, 100));
  }

  @Test
  void aLargeBatchTakesFewAttempts() {
    corrupt.add(new Batch(0, 1_000_000, true));

    assertEquals(1_000_000, firstFrom(0, 5_000_000));
    assertTrue(attempts < 50, () -> attempts + " attempts");
  }

  @Test
  void whereTheBatchIsNotNamedEachOffsetIsTried() {
    corrupt.add(new Batch(10, 13, false));
    corrupt.add(new Batch(14, 60, false));

    assertEquals(13, firstFrom(10, 100));
  }

  @Test
  void aBatchAtTheEndIsPassedToTheEnd() {
    corrupt.add(new Batch(10, 40, true));

    assertEquals(40, firstFrom(12, 40));
  }
}
