package io.sluice.mapper.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.kafka.UnreadableStretch.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableStretchTest {
  private final List<Long> tried = new ArrayList<>();

  /** The end of what begins at offset 100 and cannot be read before this one. */
  private OptionalLong found(long readableFrom, long end) {
    return UnreadableStretch.end(
        100,
        end,
        offset -> {
          tried.add(offset);
          return offset < readableFrom ? Tried.UNREADABLE : Tried.READABLE;
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {101, 102, 103, 104, 117, 9_999, 10_099, 10_100, 20_000, 99_999, 100_000})
  void theEndIsFoundInFewTrials(long readableFrom) {
    assertEquals(OptionalLong.of(readableFrom), found(readableFrom, 100_000));

    assertTrue(tried.size() <= 35, tried::toString);
  }

  @Test
  void aRecordByItselfTakesOneTrial() {
    found(101, 100_000);

    assertEquals(List.of(101L), tried);
  }

  @Test
  void theLastOffsetOfARangeIsNotTriedAgain() {
    assertEquals(OptionalLong.of(101), found(101, 101));

    assertEquals(List.of(), tried);
  }

  @Test
  void whereNothingOfTheRangeCanBeReadItEndsWithTheRange() {
    assertEquals(OptionalLong.of(500), found(Long.MAX_VALUE, 500));
  }

  @Test
  void whereOneTrialSaysNothingNothingIsKnown() {
    assertEquals(
        OptionalLong.empty(),
        UnreadableStretch.end(
            100, 500, offset -> offset < 110 ? Tried.UNREADABLE : Tried.NOT_KNOWN));
  }
}
