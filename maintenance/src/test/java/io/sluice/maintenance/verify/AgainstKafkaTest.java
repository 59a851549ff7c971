package io.sluice.maintenance.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.kafka.RangeReader;
import io.sluice.records.FetchedRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.ReadItem;
import io.sluice.records.TopicStart;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import io.sluice.records.api.TimestampType;
import io.sluice.records.landing.Coordinate;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log is a map here; a real broker is in the testbed. */
class AgainstKafkaTest {
  private static final KafkaPartition ORDERS = new KafkaPartition("orders", 0);

  @TempDir Path directory;

  /** Offset to value; empty is a tombstone. */
  private final Map<Long, Optional<ByteBuffer>> log = new TreeMap<>();

  @BeforeEach
  void theLogHoldsWhatLanded() {
    for (long offset = 0; offset < 20; offset++) {
      log.put(offset, offset % 10 == 6 ? Optional.empty() : Optional.of(LandedWorld.body(offset)));
    }
    log.remove(7L);
    log.remove(17L);
  }

  private Decoder decoder = new Confluent();

  private List<Finding> compare(String format, long earliest) throws IOException {
    LandedWorld world =
        new LandedWorld(
            directory,
            format,
            List.of(Coordinate.PARTITION, Coordinate.OFFSET, Coordinate.TIMESTAMP));
    world.lands(0);
    List<StagedFile> second = world.lands(10);
    assertTrue(second.size() > 3, second::toString);
    return compare(world, earliest);
  }

  private LandedWorld landedFrom(long start) throws IOException {
    LandedWorld world =
        new LandedWorld(directory, "avro", List.of(Coordinate.PARTITION, Coordinate.OFFSET));
    world.lands(start);
    return world;
  }

  private List<Finding> compare(LandedWorld world, long earliest) throws IOException {
    LandedBytes bytes = world.bytes();
    world.tracker.shallowVerify().verify(List.of(), bytes);
    OffsetState head = world.tracker.ledger().head().orElseThrow().offsets().state();
    return new AgainstKafka(
            world.deep(bytes), this::reader, topic -> decoder, head, Map.of(ORDERS, earliest))
        .verify();
  }

  /** Two versions of lines, and a log of them. */
  private List<Finding> compareLines(long earliest) throws IOException {
    decoder = (at, value) -> DecodedBody.of("\"string\"", value);
    LandedWorld world = new LandedWorld(directory, "text", List.of());
    world.lands(0);
    world.lands(10);
    return compare(world, earliest);
  }

  private void logLines() {
    log.replaceAll((offset, value) -> value.map(any -> LandedWorld.line(offset)));
  }

  @Test
  void linesAreComparedByCountAndOrder() throws IOException {
    logLines();

    List<Finding> found = compareLines(0);

    assertEquals(
        List.of(Kind.NOT_LOOKED_AT, Kind.COMPARED_WITH_KAFKA),
        found.stream().map(Finding::kind).toList());
    assertEquals(
        "Against Kafka: 0 records are the same; of 14 lines, which do not say where they stood,"
            + " count and order are; 0 that landed are not in Kafka any more, 0 are and do not"
            + " decode any more: these were not compared.",
        found.get(1).message());
  }

  @Test
  void aRecordThatIsMoreInKafkaThanLinesHaveLandedIsFound() throws IOException {
    logLines();
    log.put(7L, Optional.of(LandedWorld.line(7)));

    assertLineFault("more in Kafka than have landed: 7 lines, and 8 records");
  }

  @Test
  void linesInAnotherOrderThanInKafkaAreFound() throws IOException {
    logLines();
    log.put(2L, Optional.of(LandedWorld.line(3)));
    log.put(3L, Optional.of(LandedWorld.line(2)));

    assertLineFault("others, or in another order, in .*[.]txt[.]gz than in Kafka");
  }

  @Test
  void aLineOfAnotherContentIsFound() throws IOException {
    logLines();
    log.put(2L, Optional.of(LandedWorld.line(99)));

    assertLineFault("others, or in another order, in .*[.]txt[.]gz than in Kafka");
  }

  @Test
  void linesOfWhichKafkaHasOnlyAPartAreNotCompared() throws IOException {
    logLines();

    List<Finding> found = compareLines(3);

    assertTrue(
        found.stream()
            .anyMatch(
                each ->
                    each.message()
                        .equals(
                            "The lines of topic orders in version 1 were not compared: Kafka does"
                                + " not have all of their records any more.")),
        found::toString);
    assertTrue(found.get(found.size() - 1).message().contains("of 7 lines"), found::toString);
  }

  private void assertLineFault(String what) throws IOException {
    List<Finding> found = compareLines(0);

    Finding fault =
        found.stream()
            .filter(each -> each.kind() == Kind.OTHER_THAN_KAFKA)
            .findFirst()
            .orElseThrow();
    assertTrue(
        fault
            .message()
            .matches(
                "Cannot vouch for records of orders in version 1: they are "
                    + what
                    + "[.] Keep .*"),
        fault::message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet"})
  void theSameRecordsAreTheSame(String format) throws IOException {
    List<Finding> found = compare(format, 0);

    assertEquals(1, found.size(), found::toString);
    assertEquals(
        "Against Kafka: 16 records are the same; 0 that landed are not in Kafka any more, 0 are and"
            + " do not decode any more: these were not compared.",
        found.get(0).message());
  }

  @Test
  void whatHasExpiredIsNotCompared() throws IOException {
    List<Finding> found = compare("avro", 12);

    assertTrue(found.get(0).message().contains("6 records are the same; 0 that"), found::toString);
  }

  @Test
  void whatWasCompactedAwayIsCounted() throws IOException {
    log.remove(3L);

    List<Finding> found = compare("avro", 0);

    assertTrue(found.get(0).message().contains("15 records are the same; 1 that"), found::toString);
  }

  @Test
  void whatLiesBelowOffsetsThatWereTakenOverFromAnotherTopicNeverLanded() throws IOException {
    LandedWorld world = landedFrom(0);
    world.resets("holds --release orders/1/data-loss", topic -> topic.withId("id-anew"));

    List<Finding> found = compare(world, 0);

    assertEquals(Kind.OTHER_THAN_KAFKA, found.get(0).kind());
    assertEquals(
        "Cannot vouch for orders-0: 9 records at offsets [0, 10) are in Kafka and never landed,"
            + " since version 2 goes on with the offsets of another topic of that name. Restore the"
            + " state directory from a backup that is older than this version.",
        found.get(0).message());
  }

  @Test
  void whatLiesBelowTheOffsetsThatAnotherTopicBeganWithHasNothingToDoWithRecordsThatExpired()
      throws IOException {
    LandedWorld world = landedFrom(0);
    world.resets("holds --release orders/1/data-loss", topic -> topic.withId("id-anew"));

    assertEquals(
        List.of(Kind.COMPARED_WITH_KAFKA), compare(world, 10).stream().map(Finding::kind).toList());
  }

  @Test
  void whatStartingOffsetsLeftOutIsReportedAndSound() throws IOException {
    List<Finding> found = compare(landedFrom(10), 4);

    assertEquals(
        "Kafka still has offsets [4, 10) of orders-0, which were not read in the present"
            + " generation, so nothing was compared there: starting.offsets began behind them, by"
            + " version 1.",
        found.get(0).message());
    assertEquals(Kind.NOT_LOOKED_AT, found.get(0).kind());
  }

  @Test
  void whatAResetLeftOutIsReportedWithItsReasonAndSound() throws IOException {
    LandedWorld world = landedFrom(0);
    world.resets(
        "holds --release orders/recreated --as skip: known",
        topic -> topic.withId("id-anew").with(state -> state.nextGeneration(15)));

    List<Finding> found = compare(world, 2);

    assertEquals(
        "Kafka still has offsets [2, 15) of orders-0, which were not read in the present"
            + " generation, so nothing was compared there: a reset began behind them (holds"
            + " --release orders/recreated --as skip: known), by version 2.",
        found.get(0).message());
    assertEquals(Kind.NOT_LOOKED_AT, found.get(0).kind());
  }

  @Test
  void aTopicThatKafkaHasUnderAnotherIdIsNamedAsNotCompared() throws IOException {
    LandedWorld world = landedFrom(0);
    LandedBytes bytes = world.bytes();
    OffsetState head = world.tracker.ledger().head().orElseThrow().offsets().state();

    List<Finding> found =
        new AgainstKafka(world.deep(bytes), this::reader, topic -> new Confluent(), head, Map.of())
            .verify();

    assertEquals(
        "Kafka partitions [0] of topic orders were not compared: Kafka has none of them under topic"
            + " ID topic-id, or did not give their offsets.",
        found.get(0).message());
    assertEquals(Kind.NOT_LOOKED_AT, found.get(0).kind());
  }

  private void assertFault(String what) throws IOException {
    List<Finding> found = compare("parquet", 0);

    assertEquals(Kind.OTHER_THAN_KAFKA, found.get(0).kind());
    assertEquals(
        "Cannot vouch for records of orders in version 1: they are "
            + what
            + ". Keep the files and Kafka's data as they are, and report this as a defect of Sluice.",
        found.get(0).message());
  }

  @Test
  void anotherContentIsFound() throws IOException {
    log.put(3L, Optional.of(LandedWorld.body(4)));

    assertFault("landed with another content than in Kafka (1, first orders-0 3)");
  }

  @Test
  void aRecordThatWasCalledAbsentIsFound() throws IOException {
    log.put(7L, Optional.of(LandedWorld.body(7)));

    assertFault(
        "in Kafka, and neither landed nor in quarantine nor in a gap (1, first orders-0 7)");
  }

  @Test
  void aTombstoneThatHasAValueIsFound() throws IOException {
    log.put(6L, Optional.of(LandedWorld.body(6)));

    assertFault(
        "in Kafka, and neither landed nor in quarantine nor in a gap (1, first orders-0 6)");
  }

  @Test
  void anotherValueInQuarantineIsFound() throws IOException {
    log.put(5L, Optional.of(LandedWorld.body(6)));

    assertFault("in quarantine with another value than in Kafka (1, first orders-0 5)");
  }

  @Test
  void aRowWhoseRecordIsATombstoneIsFound() throws IOException {
    log.put(3L, Optional.empty());

    assertFault("landed, and in Kafka a tombstone (1, first orders-0 3)");
  }

  /** Bodies as they are. */
  private static final class Confluent implements Decoder {
    @Override
    public DecodedBody decode(Coordinates at, ByteBuffer value) {
      return DecodedBody.of(LandedWorld.SCHEMA.text(), value);
    }
  }

  private RangeReader reader(List<TopicStart> works) {
    OffsetRange range = works.get(0).pieces().get(0).range();
    Queue<ReadItem> items = new ArrayDeque<>();
    for (Map.Entry<Long, Optional<ByteBuffer>> each : log.entrySet()) {
      if (each.getKey() >= range.start() && each.getKey() < range.end()) {
        FetchedRecord fetched = new FetchedRecord();
        long hour = (each.getKey() % 10) / 2;
        fetched
            .coordinates()
            .at("orders", 0, each.getKey())
            .stamped(
                java.time.Instant.parse("2026-11-21T09:30:00Z")
                    .minusSeconds(hour * 3600)
                    .toEpochMilli(),
                TimestampType.CREATE_TIME);
        items.add(
            each.getValue().isPresent()
                ? fetched.valued(each.getValue().get().duplicate())
                : fetched.withoutValue());
      }
    }
    items.add(
        new PieceEnd(
            range,
            range.end(),
            LeaderEpoch.UNKNOWN,
            LeaderEpoch.UNKNOWN,
            List.of(),
            Optional.empty()));
    return new ListReader(items);
  }

  private static final class ListReader implements RangeReader {
    private final Queue<ReadItem> items;
    private boolean begun;

    ListReader(Queue<ReadItem> items) {
      this.items = items;
    }

    @Override
    public boolean advance() {
      if (begun) {
        items.remove();
      }
      begun = true;
      return !items.isEmpty();
    }

    @Override
    public ReadItem item() {
      return items.element();
    }

    @Override
    public float progress() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
