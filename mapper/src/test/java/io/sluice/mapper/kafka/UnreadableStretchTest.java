package io.sluice.mapper.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.kafka.UnreadableStretch.CanBeRead;
import io.sluice.mapper.kafka.UnreadableStretch.NotKnown;
import io.sluice.mapper.kafka.UnreadableStretch.OffsetReader;
import io.sluice.mapper.kafka.UnreadableStretch.OutOfMemory;
import io.sluice.mapper.kafka.UnreadableStretch.Outcome;
import io.sluice.mapper.kafka.UnreadableStretch.TooLarge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableStretchTest {
  private final List<Long> tried = new ArrayList<>();

  /** The stretch that begins at offset 100. */
  private UnreadableStretch found(long end, OffsetReader reader) {
    return UnreadableStretch.find(
            100,
            end,
            offset -> {
              tried.add(offset);
              return reader.read(offset);
            })
        .orElseThrow();
  }

  private UnreadableStretch inOneBatch(long readableFrom, long end) {
    return found(end, offset -> offset < readableFrom ? new OutOfMemory() : new CanBeRead());
  }

  /** Each record at these offsets is too large, and the others can be read. */
  private UnreadableStretch withTooLarge(Set<Long> large, long end) {
    return found(
        end, offset -> large.contains(offset) ? new TooLarge(offset + 1) : new CanBeRead());
  }

  @ParameterizedTest
  @ValueSource(longs = {101, 102, 103, 104, 117, 9_999, 10_099, 10_100, 20_000, 99_999, 100_000})
  void theEndOfABatchIsFoundInFewReads(long readableFrom) {
    assertEquals(readableFrom, inOneBatch(readableFrom, 100_000).end());

    assertTrue(tried.size() <= 35, tried::toString);
  }

  @Test
  void aRecordByItselfTakesOneRead() {
    inOneBatch(101, 100_000);

    assertEquals(List.of(101L), tried);
  }

  @Test
  void theLastOffsetOfARangeIsNotTriedAgain() {
    assertEquals(new UnreadableStretch(101, 0), inOneBatch(101, 101));

    assertEquals(List.of(), tried);
  }

  @Test
  void whereNothingOfTheRangeCanBeReadItEndsWithTheRange() {
    assertEquals(500, inOneBatch(Long.MAX_VALUE, 500).end());
  }

  @Test
  void whatWasLeaptOverIsCounted() {
    UnreadableStretch stretch = inOneBatch(10_000, 100_000);

    long outOfMemory = tried.stream().filter(offset -> offset < 10_000).count();
    assertEquals(10_000 - 101 - outOfMemory, stretch.untried());
  }

  @Test
  void aReadableRecordBetweenRecordsThatAreTooLargeIsFound() {
    assertEquals(new UnreadableStretch(102, 0), withTooLarge(Set.of(101L, 103L, 104L), 500));

    assertEquals(List.of(101L, 102L), tried);
  }

  @Test
  void behindABatchTheSearchGoesOnRecordByRecord() {
    Outcome[] outcomes = {
      new OutOfMemory(), new OutOfMemory(), new TooLarge(104), new TooLarge(105), new CanBeRead()
    };

    assertEquals(
        new UnreadableStretch(105, 0),
        found(500, offset -> outcomes[(int) Math.min(offset, 105) - 101]));
  }

  @Test
  void behindAHoleTheSearchGoesOnBehindTheRecord() {
    assertEquals(
        new UnreadableStretch(108, 0),
        found(500, offset -> offset < 108 ? new TooLarge(108) : new CanBeRead()));

    assertEquals(List.of(101L, 108L), tried);
  }

  @Test
  void recordsThatAreTooLargeWithoutEndAreTriedABoundedNumberOfTimes() {
    UnreadableStretch stretch = found(100_000, offset -> new TooLarge(offset + 1));

    assertEquals(new UnreadableStretch(101 + tried.size(), 0), stretch);
    assertTrue(tried.size() <= 100, tried::toString);
  }

  @Test
  void whereOneReadHasNoOutcomeNothingIsKnown() {
    assertEquals(
        Optional.empty(),
        UnreadableStretch.find(
            100, 500, offset -> offset < 110 ? new OutOfMemory() : new NotKnown()));
  }
}
