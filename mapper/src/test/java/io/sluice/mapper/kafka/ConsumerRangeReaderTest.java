package io.sluice.mapper.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.check.kafka.TopicCheck;
import io.sluice.mapper.kafka.ScriptedConsumer.Poll;
import io.sluice.mapper.limit.ReadLimits;
import io.sluice.records.FetchedRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.ReadItem;
import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

class ConsumerRangeReaderTest {
  private static final Duration STALL = Duration.ofSeconds(30);
  private static final Instant FAR = StepClock.BEGIN.plus(Duration.ofDays(1));

  private final StepClock clock = new StepClock();
  private final ScriptedConsumer consumer = new ScriptedConsumer(clock);
  private final ScriptedTopicCheck topicCheck = new ScriptedTopicCheck();
  private final List<String> items = new ArrayList<>();
  private final List<PieceEnd> ends = new ArrayList<>();
  private final List<Consumers.Pace> paces = new ArrayList<>();
  private final Queue<ScriptedConsumer> later = new ArrayDeque<>();
  private final Queue<ScriptedConsumer> singleReads = new ArrayDeque<>();
  private RangeReader.Attempts attempts = RangeReader.Attempts.NONE;
  private int heartbeats;

  @Test
  void aTopicIsReportedFromItsStartToItsEnd() throws IOException {
    consumer.then(new Poll().records("t", 0, 3, 5, 6, 7));

    read(FAR, topic("t", piece(0, 5, 8)));

    assertEquals(List.of("start t", "t-0@5", "t-0@6", "t-0@7", "end t-0 8", "end t"), items);
    assertEquals(List.of(), ends.get(0).absent());
    assertEquals(3, ends.get(0).firstEpoch());
  }

  @Test
  void recordsBeyondTheEndAreIgnored() throws IOException {
    consumer.then(new Poll().records("t", 0, 3, 5, 6).records("t", 0, 4, 7, 8));

    read(FAR, topic("t", piece(0, 5, 7)));

    assertEquals(List.of("start t", "t-0@5", "t-0@6", "end t-0 7", "end t"), items);
    assertEquals(3, ends.get(0).lastEpoch());
  }

  @Test
  void aPositionBehindMarkersEndsARangeWithoutARecord() throws IOException {
    consumer.then(new Poll().records("t", 0, 1, 0)).then(new Poll().position("t", 0, 2, 4));

    read(FAR, topic("t", piece(0, 0, 4)));

    assertEquals(List.of("start t", "t-0@0", "end t-0 4", "end t"), items);
    assertEquals(List.of(Gap.exact(Gap.Kind.ABSENT, 1, 4)), ends.get(0).absent());
    assertEquals(1, ends.get(0).firstEpoch());
    assertEquals(2, ends.get(0).lastEpoch());
  }

  @Test
  void offsetsThatHoldNoRecordAreCounted() throws IOException {
    consumer.then(new Poll().records("t", 0, 1, 2, 3, 7).position("t", 0, 1, 20));

    read(FAR, topic("t", piece(0, 0, 10)));

    assertEquals(
        List.of(
            Gap.exact(Gap.Kind.ABSENT, 0, 2),
            Gap.exact(Gap.Kind.ABSENT, 4, 7),
            Gap.exact(Gap.Kind.ABSENT, 8, 10)),
        ends.get(0).absent());
    assertEquals(10, ends.get(0).reached());
  }

  @Test
  void aRecordIsHandedOnWithAllThatKafkaKnows() throws IOException {
    consumer.then(new Poll().records("t", 0, 3, 5));
    ConsumerRangeReader reader = reader(FAR, topic("t", piece(0, 5, 6)));
    reader.advance();

    assertTrue(reader.advance());

    FetchedRecord record = (FetchedRecord) reader.item();
    assertEquals(UTF_8.encode("v"), record.value());
    assertEquals(UTF_8.encode("k"), record.coordinates().key());
    assertEquals(1005, record.coordinates().timestamp());
    assertEquals(
        io.sluice.records.api.TimestampType.LOG_APPEND_TIME, record.coordinates().timestampType());
    assertEquals("trace", record.coordinates().headers().get(0).name());
    assertEquals(2, record.coordinates().headers().get(0).value().remaining());
  }

  @Test
  void theFirstPieceIsSoughtWithTheLedgersEpoch() throws IOException {
    consumer.then(new Poll().records("t", 0, 5, 7).records("t", 1, 5, 9));

    read(
        FAR,
        new TopicStart(
            "t",
            "id",
            "{}",
            "/d",
            "/q",
            List.of(
                new Piece(new OffsetRange(new KafkaPartition("t", 0), 7, 8), 4, 0),
                new Piece(
                    new OffsetRange(new KafkaPartition("t", 1), 9, 10), LeaderEpoch.UNKNOWN, 0))));

    assertEquals(
        Map.of(
            new TopicPartition("t", 0), new OffsetAndMetadata(7, Optional.of(4), ""),
            new TopicPartition("t", 1), new OffsetAndMetadata(9, Optional.empty(), "")),
        consumer.seeks);
  }

  @Test
  void allRangesAreAssignedOnceAndAWholeOneIsPaused() throws IOException {
    consumer.then(new Poll().records("t", 0, 1, 0)).then(new Poll().records("t", 1, 1, 0));

    read(FAR, topic("t", piece(0, 0, 1), piece(1, 0, 1)));

    assertEquals(List.of(Set.of(at(0), at(1))), consumer.assignments);
    assertEquals(List.of(Set.of(at(0), at(1)), Set.of(at(1))), consumer.unpausedAtPoll);
  }

  @Test
  void anEmptyPollMeansNothing() throws IOException {
    consumer.thenNothing(20).then(new Poll().records("t", 0, 1, 0));

    read(FAR, topic("t", piece(0, 0, 1)));

    assertEquals(List.of("start t", "t-0@0", "end t-0 1", "end t"), items);
    assertTrue(heartbeats >= 20);
  }

  @Test
  void aTruncatedLogEndsItsRangeOnly() throws IOException {
    consumer
        .thenThrow(
            new LogTruncationException(
                "cut",
                Map.of(at(0), 5L),
                Map.of(at(0), new OffsetAndMetadata(3, Optional.of(1), ""))))
        .then(new Poll().records("t", 1, 1, 0));

    read(FAR, topic("t", piece(0, 5, 9), piece(1, 0, 1)));

    assertEquals(List.of("start t", "end t-0 5 TRUNCATED", "t-1@0", "end t-1 1", "end t"), items);
    assertEquals(
        "Cannot read t-0 from offset 5: the log was cut below it, and is the one that was read only"
            + " up to offset 3 (leader epoch 1, the ledger has 2).",
        message(0));
    assertEquals(Set.of(at(1)), consumer.assignments.get(1));
  }

  @Test
  void aLogWhoseLeaderEpochsAreForgottenIsNotSaidToBeCutForSure() throws IOException {
    consumer.thenThrow(new LogTruncationException("none", Map.of(at(0), 5L), Map.of()));

    read(FAR, topic("t", piece(0, 5, 9)));

    assertEquals(List.of("start t", "end t-0 5 TRUNCATED", "end t"), items);
    assertTrue(message(0).contains("or its brokers have forgotten its leader epochs"), message(0));
  }

  @Test
  void theLeaderEpochsOfAPieceAreThoseOfItsFirstAndLastRecordAlthoughTheyHaveNone()
      throws IOException {
    int none = LeaderEpoch.UNKNOWN;
    consumer
        .then(new Poll().records("t", 0, none, 5).records("t", 0, 3, 6))
        .then(new Poll().records("t", 1, 3, 5).records("t", 1, none, 6).position("t", 1, 4, 20));

    read(FAR, topic("t", piece(0, 5, 7), piece(1, 5, 8)));

    assertEquals(none, ends.get(0).firstEpoch());
    assertEquals(3, ends.get(0).lastEpoch());
    assertEquals(3, ends.get(1).firstEpoch());
    assertEquals(none, ends.get(1).lastEpoch());
  }

  @Test
  void behindRecordsWithoutALeaderEpochNoneIsSoughtWith() throws IOException {
    consumer
        .then(new Poll().records("t", 0, LeaderEpoch.UNKNOWN, 5, 6))
        .thenThrow(corrupt(0, 7))
        .then(new Poll().records("t", 0, LeaderEpoch.UNKNOWN, 7, 8));

    read(FAR, topic("t", piece(0, 5, 9)));

    assertEquals("end t-0 9", items.get(items.size() - 2));
    assertEquals(new OffsetAndMetadata(7, Optional.empty(), ""), consumer.seeks.get(at(0)));
  }

  @Test
  void anExpiredOffsetEndsItsRangeWhereItIs() throws IOException {
    consumer.updateBeginningOffsets(Map.of(at(0), 8L));
    consumer
        .then(new Poll().records("t", 0, 1, 5))
        .thenThrow(new OffsetOutOfRangeException(Map.of(at(0), 6L)));

    read(FAR, topic("t", piece(0, 5, 9)));

    assertEquals(List.of("start t", "t-0@5", "end t-0 6 EXPIRED", "end t"), items);
    assertEquals("Cannot read t-0 from offset 6: it has expired, the log begins at 8.", message(0));
  }

  @Test
  void anOffsetBeyondTheLogIsReportedAsSuch() throws IOException {
    consumer.updateBeginningOffsets(Map.of(at(0), 2L));
    consumer.thenThrow(new OffsetOutOfRangeException(Map.of(at(0), 5L)));

    read(FAR, topic("t", piece(0, 5, 9)));

    assertEquals(List.of("start t", "end t-0 5 BEYOND_END", "end t"), items);
    assertEquals(
        "Cannot read t-0 from offset 5: it lies beyond the end of the log, which begins at 2.",
        message(0));
  }

  @Test
  void anOffsetOutOfRangeThatNobodyExplainsIsForTheNextRun() throws IOException {
    consumer.setOffsetsException(new TimeoutException("no answer"));
    consumer.thenThrow(new OffsetOutOfRangeException(Map.of(at(0), 5L)));

    read(FAR, topic("t", piece(0, 5, 9)));

    assertEquals(List.of("start t", "end t-0 5 UNREACHABLE", "end t"), items);
  }

  @Test
  void aKafkaPartitionWithoutLeaderEndsWhileTheOthersGoOn() throws IOException {
    Node broker = new Node(1, "localhost", 9092);
    consumer.updatePartitions(
        "t",
        List.of(
            new PartitionInfo("t", 0, Node.noNode(), new Node[] {broker}, new Node[0]),
            new PartitionInfo("t", 1, broker, new Node[] {broker}, new Node[] {broker})));
    for (int i = 0; i < 40; i++) {
      consumer.thenNothing(1).then(new Poll().records("t", 1, 1, i));
    }

    read(FAR, topic("t", piece(0, 0, 9), piece(1, 0, 40)));

    assertTrue(items.indexOf("end t-0 0 UNREACHABLE") < items.indexOf("t-1@35"), items.toString());
    assertTrue(items.contains("end t-1 40"));
    assertEquals("Cannot read t-0 from offset 0: it had no leader for 30 s.", message(0));
  }

  @Test
  void whereRangesAreReadOneByOneAKafkaPartitionWithoutLeaderEndsAndTheNextIsRead()
      throws IOException {
    Node broker = new Node(1, "localhost", 9092);
    Node[] brokers = {broker};
    attempts = new DiedAt(new KafkaPartition("another", 0), 0, new ArrayList<>());
    consumer.updatePartitions(
        "t",
        List.of(
            new PartitionInfo("t", 0, Node.noNode(), brokers, new Node[0]),
            new PartitionInfo("t", 1, broker, brokers, brokers),
            new PartitionInfo("t", 2, broker, brokers, brokers)));
    consumer.thenNothing(30).then(new Poll().records("t", 1, 1, 0)).thenNothing(20);
    consumer.then(new Poll().records("t", 2, 1, 0));

    read(FAR, topic("t", piece(0, 0, 9), piece(1, 0, 1), piece(2, 0, 1)));

    assertEquals(
        List.of(
            "start t",
            "t-1@0",
            "end t-0 0 UNREACHABLE",
            "end t-1 1",
            "t-2@0",
            "end t-2 1",
            "end t"),
        items);
    assertEquals("Cannot read t-0 from offset 0: it had no leader for 30 s.", message(0));
  }

  @Test
  void whereRangesAreReadOneByOneAKafkaPartitionThatGivesNothingEndsAndTheNextIsRead()
      throws IOException {
    Node broker = new Node(1, "localhost", 9092);
    Node[] brokers = {broker};
    attempts = new DiedAt(new KafkaPartition("another", 0), 0, new ArrayList<>());
    consumer.updatePartitions(
        "t",
        List.of(
            new PartitionInfo("t", 0, broker, brokers, brokers),
            new PartitionInfo("t", 1, broker, brokers, brokers)));
    consumer.thenNothing(50).then(new Poll().records("t", 1, 1, 0));

    read(FAR, topic("t", piece(0, 0, 9), piece(1, 0, 1)));

    assertEquals(List.of("start t", "end t-0 0 UNREACHABLE", "t-1@0", "end t-1 1", "end t"), items);
    assertTrue(message(0).contains("no broker gave anything of it for 30 s"), message(0));
  }

  @Test
  void whereRangesAreReadOneByOneAndNoBrokerAnswersAllEnd() throws IOException {
    attempts = new DiedAt(new KafkaPartition("another", 0), 0, new ArrayList<>());
    consumer.answersNoMetadata();
    consumer.thenNothing(50).then(new Poll().records("t", 1, 1, 0));

    read(FAR, topic("t", piece(0, 0, 9), piece(1, 0, 1)));

    assertEquals(
        Set.of("start t", "end t-0 0 UNREACHABLE", "end t-1 0 UNREACHABLE", "end t"),
        Set.copyOf(items));
  }

  @Test
  void aSlowKafkaPartitionWithALeaderIsWaitedForAsLongAsOthersMove() throws IOException {
    Node broker = new Node(1, "localhost", 9092);
    Node[] brokers = {broker};
    consumer.updatePartitions(
        "t",
        List.of(
            new PartitionInfo("t", 0, broker, brokers, brokers),
            new PartitionInfo("t", 1, broker, brokers, brokers)));
    for (int i = 0; i < 40; i++) {
      consumer.thenNothing(1).then(new Poll().records("t", 1, 1, i));
    }
    consumer.then(new Poll().records("t", 0, 1, 0));

    read(FAR, topic("t", piece(0, 0, 1), piece(1, 0, 40)));

    assertTrue(items.contains("end t-0 1"));
  }

  @Test
  void whenNothingMovesAllThatIsLeftEnds() throws IOException {
    consumer.then(new Poll().records("t", 0, 1, 0));

    read(FAR, topic("t", piece(0, 0, 5), piece(1, 0, 5)), topic("u", piece("u", 0, 0, 1)));

    assertEquals(
        List.of(
            "start t",
            "t-0@0",
            "end t-0 1 UNREACHABLE",
            "end t-1 0 UNREACHABLE",
            "end t",
            "start u",
            "end u-0 0 UNREACHABLE",
            "end u"),
        items);
    assertEquals(
        "Cannot read t-0 from offset 1: no broker gave anything of it for 30 s.", message(0));
  }

  @Test
  void whereNothingMovesALeaderWhoseAddressLeadsNowhereIsNamed() throws IOException {
    Node broker = new Node(1, "kafka-internal.invalid", 9092);
    Node[] brokers = {broker};
    consumer.updatePartitions("t", List.of(new PartitionInfo("t", 0, broker, brokers, brokers)));

    read(FAR, topic("t", piece(0, 0, 5)));

    assertEquals(
        "Cannot read t-0 from offset 0: no broker gave anything of it for 30 s; its leader is"
            + " advertised as kafka-internal.invalid:9092, but the host name kafka-internal.invalid"
            + " cannot be resolved.",
        message(0));
  }

  @Test
  void theDeadlineEndsRangesWhereTheyAre() throws IOException {
    Instant deadline = StepClock.BEGIN.plusSeconds(10);
    consumer.then(new Poll().records("t", 0, 1, 0, 1)).thenNothing(11);

    read(deadline, topic("t", piece(0, 0, 5)), topic("u", piece("u", 0, 3, 4)));

    assertEquals(
        List.of(
            "start t",
            "t-0@0",
            "t-0@1",
            "end t-0 2 LIMIT",
            "end t",
            "start u",
            "end u-0 3 LIMIT",
            "end u"),
        items);
    assertEquals(List.of("t"), topicCheck.asked);
  }

  @Test
  void theLimitOfBytesOfKeysValuesAndHeadersEndsRangesWhereTheyAre() throws IOException {
    consumer.then(new Poll().records("t", 0, 1, 0, 1));
    ReadLimits limits = new ReadLimits(FAR, 18, ReadLimits.UNLIMITED, STALL);

    readAll(reader(limits, topic("t", piece(0, 0, 5))));

    assertEquals(List.of("start t", "t-0@0", "t-0@1", "end t-0 2 LIMIT", "end t"), items);
    assertEquals(
        "Cannot read t-0 from offset 2: the task has read 18 of at most 18 bytes.", message(0));
  }

  @Test
  void aRecreatedTopicIsSpoiled() throws IOException {
    topicCheck.spoiled = Optional.of("gone");
    consumer.then(new Poll().records("t", 0, 1, 0));

    read(FAR, topic("t", piece(0, 0, 1)));

    assertEquals(List.of("start t", "t-0@0", "end t-0 1", "end t gone"), items);
  }

  @Test
  void anEmptyRangeIsWholeAndAsksNoBroker() throws IOException {
    read(FAR, topic("t", piece(0, 3, 3)));

    assertEquals(List.of("start t", "end t-0 3", "end t"), items);
    assertEquals(List.of(), topicCheck.asked);
    assertEquals(List.of(), consumer.assignments);
  }

  @Test
  void aTopicThatMustNotBeReadEndsAndTheNextGoesOn() throws IOException {
    consumer
        .thenThrow(new TopicAuthorizationException(Set.of("t")))
        .then(new Poll().records("u", 0, 1, 0));

    read(FAR, topic("t", piece(0, 0, 5)), topic("u", piece("u", 0, 0, 1)));

    assertEquals(
        List.of("start t", "end t-0 0 BLOCKED", "end t", "start u", "u-0@0", "end u-0 1", "end u"),
        items);
  }

  @Test
  void anErrorThatNamesNoRangeIsFoundByReadingOneByOne() throws IOException {
    KafkaException corrupt = new KafkaException("a batch is corrupt");
    consumer.thenThrow(corrupt).thenThrow(corrupt).then(new Poll().records("t", 1, 1, 0));

    read(FAR, topic("t", piece(0, 0, 5), piece(1, 0, 1)));

    assertEquals(List.of("start t", "end t-0 0 UNREACHABLE", "t-1@0", "end t-1 1", "end t"), items);
    assertEquals(Set.of(at(0)), consumer.unpausedAtPoll.get(1));
    assertEquals("Cannot read t-0 from offset 0: KafkaException: a batch is corrupt.", message(0));
  }

  /** As Kafka's client words it. */
  private static KafkaException corrupt(int kafkaPartition, long offset) {
    return new KafkaException(
        "Received exception when fetching the next record from t-"
            + kafkaPartition
            + ". If needed, please seek past the record to continue consumption.",
        new KafkaException(
            "Record batch for partition t-%d at offset %d is invalid, cause: Record is corrupt"
                .formatted(kafkaPartition, offset)));
  }

  @Test
  void aCorruptBatchEndsItsRangeBehindWhatPrecedesItAndTheOthersGoOn() throws IOException {
    consumer
        .then(new Poll().records("t", 1, 1, 0, 1, 2))
        .thenThrow(corrupt(1, 3))
        .thenThrow(corrupt(1, 3))
        .then(new Poll().records("t", 0, 1, 0))
        .then(new Poll().records("t", 11, 1, 0));

    read(FAR, topic("t", piece(0, 0, 1), piece(1, 0, 9), piece(11, 0, 1)));

    assertEquals(
        List.of(
            "start t",
            "t-1@0",
            "t-1@1",
            "t-1@2",
            "end t-1 3 CORRUPT",
            "t-0@0",
            "end t-0 1",
            "t-11@0",
            "end t-11 1",
            "end t"),
        items);
    assertEquals(
        "Cannot read t-1 from offset 3: what the log holds there is corrupt (KafkaException: Record"
            + " batch for partition t-1 at offset 3 is invalid, cause: Record is corrupt). If"
            + " another replica is sound, let it lead the Kafka partition; then release it with"
            + " holds --release t/1/corrupt --as skip, which goes on at the first offset that can"
            + " be read and records what it leaves out.",
        message(0));
    assertEquals(Set.of(at(0), at(1), at(11)), consumer.unpausedAtPoll.get(2));
  }

  @Test
  void aBatchWhoseOffsetsLeadBeyondTheLogIsNoGap() throws IOException {
    consumer.logEnds.put(at(0), 120L);
    Poll beyond = new Poll().records("t", 0, 1, 215, 216);
    consumer.then(new Poll().records("t", 0, 1, 0, 1)).then(beyond).then(beyond);

    read(FAR, topic("t", piece(0, 0, 120)));

    assertEquals(List.of("start t", "t-0@0", "t-0@1", "end t-0 2 CORRUPT", "end t"), items);
    assertTrue(message(0).contains("the next batch leads to offset 217, beyond the end"));
  }

  @Test
  void aBatchThatWasCorruptedOnItsWayIsFetchedAgain() throws IOException {
    consumer
        .then(new Poll().records("t", 0, 4, 0, 1))
        .thenThrow(corrupt(0, 2))
        .then(new Poll().records("t", 0, 4, 2))
        .thenThrow(corrupt(0, 3))
        .then(new Poll().records("t", 0, 4, 3));

    read(FAR, topic("t", piece(0, 0, 4)));

    assertEquals("end t-0 4", items.get(items.size() - 2));
    assertEquals(new OffsetAndMetadata(3, Optional.of(4), ""), consumer.seeks.get(at(0)));
    assertTrue(consumer.assignments.contains(Set.of()), "what was fetched is dropped");
  }

  @Test
  void whatTheClientDidNotForeseeLosesNoRecordOfTheOtherRanges() throws IOException {
    IllegalArgumentException unknown = new IllegalArgumentException("Unknown compression type");
    consumer
        .then(new Poll().records("t", 1, 4, 0))
        .thenThrow(unknown)
        .thenThrow(unknown)
        .thenThrow(unknown)
        .then(new Poll().records("t", 1, 4, 1));

    read(FAR, topic("t", piece(0, 0, 9), piece(1, 0, 2)));

    assertEquals(
        List.of("start t", "t-1@0", "end t-0 0 CORRUPT", "t-1@1", "end t-1 2", "end t"), items);
    assertEquals(new OffsetAndMetadata(1, Optional.of(4), ""), consumer.seeks.get(at(1)));
  }

  @Test
  void aRefusalOfTheClientAsAWholeEndsRangesAndNotTheTask() throws IOException {
    consumer
        .thenThrow(new SaslAuthenticationException("no such user"))
        .thenThrow(new UnsupportedVersionException("too old"));

    read(FAR, topic("t", piece(0, 0, 5)), topic("u", piece("u", 0, 0, 1)));

    assertEquals(
        List.of("start t", "end t-0 0 BLOCKED", "end t", "start u", "end u-0 0 BLOCKED", "end u"),
        items);
  }

  @Test
  void anErrorThatPassesIsWaitedOut() throws IOException {
    consumer.thenThrow(new TimeoutException("slow")).then(new Poll().records("t", 0, 1, 0));

    read(FAR, topic("t", piece(0, 0, 1)));

    assertEquals(List.of("start t", "t-0@0", "end t-0 1", "end t"), items);
  }

  @Test
  void anInterruptEndsTheAttempt() {
    consumer.thenThrow(new InterruptException("killed"));

    assertThrows(InterruptException.class, () -> read(FAR, topic("t", piece(0, 0, 1))));

    assertTrue(Thread.interrupted());
  }

  @Test
  void aRefusedRecordEndsItsRangeBehindTheOneBefore() throws IOException {
    consumer
        .then(new Poll().records("t", 0, 3, 5, 9, 10))
        .then(new Poll().records("t", 1, 4, 0, 1));
    ConsumerRangeReader reader = reader(FAR, topic("t", piece(0, 4, 12), piece(1, 0, 2)));

    readRefusing(reader, "t-0@9");

    assertEquals(
        List.of(
            "start t",
            "t-0@5",
            "t-0@9",
            "end t-0 6 BLOCKED",
            "t-1@0",
            "t-1@1",
            "end t-1 2",
            "end t"),
        items);
    assertEquals(List.of(Gap.exact(Gap.Kind.ABSENT, 4, 5)), ends.get(0).absent());
    assertEquals(3, ends.get(0).lastEpoch());
    assertEquals(1f, reader.progress());
  }

  @Test
  void aRangeWhoseFirstRecordIsRefusedEndsAtItsStart() throws IOException {
    consumer.then(new Poll().records("t", 0, 3, 7));

    readRefusing(reader(FAR, topic("t", piece(0, 4, 12))), "t-0@7");

    assertEquals(List.of("start t", "t-0@7", "end t-0 4 BLOCKED", "end t"), items);
    assertEquals(List.of(), ends.get(0).absent());
    assertEquals(LeaderEpoch.UNKNOWN, ends.get(0).firstEpoch());
    assertEquals(LeaderEpoch.UNKNOWN, ends.get(0).lastEpoch());
  }

  @Test
  void aRefusedLoginEndsTheRangesAndNotTheTask() throws IOException {
    consumer.thenThrow(new SaslAuthenticationException("wrong password"));
    consumer.then(new Poll().records("u", 0, 1, 0));

    read(FAR, topic("t", piece(0, 4, 12)), topic("u", piece("u", 0, 0, 1)));

    assertEquals(
        List.of("start t", "end t-0 4 BLOCKED", "end t", "start u", "u-0@0", "end u-0 1", "end u"),
        items);
  }

  private void readRefusing(ConsumerRangeReader reader, String refused) throws IOException {
    while (reader.advance()) {
      items.add(text(reader.item()));
      if (reader.item() instanceof FetchedRecord record
          && record.coordinates().toString().equals(refused)) {
        record.refuse(new RangeFailure(RangeFailure.Kind.BLOCKED, "no right to read its schema"));
      }
    }
  }

  @Test
  void progressIsThePartOfThePlannedOffsets() throws IOException {
    consumer.then(new Poll().records("t", 0, 1, 0));
    ConsumerRangeReader reader = reader(FAR, topic("t", piece(0, 0, 4)));

    reader.advance();
    assertEquals(0f, reader.progress());
    reader.advance();
    assertEquals(0.25f, reader.progress());
    readAll(reader);
    assertEquals(1f, reader.progress(), "what ended early is done with");
  }

  @Test
  void aRecordThatDoesNotFitIntoTheMemoryEndsItsRangeBeforeItAndTheOthersGoOn() throws IOException {
    consumer.then(new Poll().records("t", 0, 2, 0)).thenRunOutOfMemory();
    later()
        .then(new Poll().records("t", 0, 2, 1))
        .then(new Poll().records("t", 0, 2, 2))
        .thenRunOutOfMemory();
    later().then(new Poll().records("t", 1, 2, 5));

    read(FAR, topic("t", piece(0, 0, 9), piece(1, 5, 6)));

    assertEquals(
        List.of(
            "start t",
            "t-0@0",
            "t-0@1",
            "t-0@2",
            "end t-0 3 MEMORY",
            "t-1@5",
            "end t-1 6",
            "end t"),
        items);
    assertTrue(
        message(0).startsWith("Cannot read t-0 from offset 3: the record there, or the batch"),
        message(0));
    assertTrue(message(0).contains("holds --release t/0/memory --as skip"), message(0));
    assertTrue(message(0).contains("holds --release t/0/memory --as retry"), message(0));
    assertTrue(consumer.closed(), "with all that it had fetched");
  }

  @Test
  void howFarNothingCanBeReadIsFoundBySingleReads() throws IOException {
    consumer.thenRunOutOfMemory();
    later().then(new Poll().records("t", 0, 2, 0, 1, 2)).thenRunOutOfMemory();
    later();
    singleReads().thenRunOutOfMemory();
    ScriptedConsumer found =
        singleReads().then(new Poll()).then(new Poll().records("t", 0, 2, 6)).thenRunOutOfMemory();
    singleReads();

    read(FAR, topic("t", piece(0, 0, 9)));

    assertEquals(List.of("start t", "t-0@0", "t-0@1", "t-0@2", "end t-0 3 MEMORY", "end t"), items);
    assertEquals(OptionalLong.of(6), ends.get(0).failure().orElseThrow().readableFrom());
    assertEquals(new OffsetAndMetadata(5), found.seeks.get(at(0)), "tried last");
    assertTrue(
        message(0)
            .contains(
                "Or leave out offsets 3 to 5, none of which can be read: holds --release t/0/memory"
                    + " --as skip --to 6 --reason TEXT --execute"),
        message(0));
  }

  @Test
  void behindARecordThatIsOnlyTooLargeNoReadableOneIsLeftOut() throws IOException {
    consumer.thenByOffset("t", 0, 1, 1000, 1000, 1, 1000, 1, 1, 1, 1, 1, 1, 1);
    later().thenByOffset("t", 0, 1, 1000);
    later();
    singleReads().thenByOffset("t", 0, 1, 1000, 1000, 1, 1000, 1, 1, 1, 1, 1, 1, 1);

    readAll(
        reader(
            new ReadLimits(FAR, ReadLimits.UNLIMITED, ReadLimits.UNLIMITED, STALL).within(8000),
            topic("t", piece(0, 1, 12))));

    assertEquals(List.of("start t", "end t-0 1 MEMORY", "end t"), items);
    assertEquals(OptionalLong.of(3), ends.get(0).failure().orElseThrow().readableFrom());
    assertTrue(
        message(0).contains("leave out offsets 1 to 2, none of which can be read"), message(0));
  }

  @Test
  void inATaskOfSeveralRangesTheOneOffsetIsReported() throws IOException {
    consumer.thenRunOutOfMemory();
    later().then(new Poll().records("t", 0, 2, 0)).thenRunOutOfMemory();
    later().then(new Poll().records("t", 1, 2, 0));
    ScriptedConsumer unused = singleReads().then(new Poll().records("t", 0, 2, 2));

    read(FAR, topic("t", piece(0, 0, 9), piece(1, 0, 1)));

    assertEquals(
        List.of("start t", "t-0@0", "end t-0 1 MEMORY", "t-1@0", "end t-1 1", "end t"), items);
    assertEquals(OptionalLong.empty(), ends.get(0).failure().orElseThrow().readableFrom());
    assertEquals(List.of(), unused.assignments);
  }

  private ScriptedConsumer singleReads() {
    ScriptedConsumer next = new ScriptedConsumer(clock);
    singleReads.add(next);
    return next;
  }

  @Test
  void whatFitsRecordByRecordIsReadToItsEndAndThenAtFullPaceAgain() throws IOException {
    consumer.thenRunOutOfMemory();
    ScriptedConsumer slow =
        later()
            .then(new Poll().records("t", 0, 2, 0))
            .then(new Poll().records("t", 0, 2, 1))
            .then(new Poll().records("t", 1, 2, 0));
    ScriptedConsumer full = later().then(new Poll().records("u", 0, 2, 0, 1));

    read(FAR, topic("t", piece(0, 0, 2), piece(1, 0, 1)), topic("u", piece("u", 0, 0, 2)));

    assertEquals(
        List.of(
            "start t",
            "t-0@0",
            "t-0@1",
            "end t-0 2",
            "t-1@0",
            "end t-1 1",
            "end t",
            "start u",
            "u-0@0",
            "u-0@1",
            "end u-0 2",
            "end u"),
        items);
    assertEquals(List.of(Set.of(at(0)), Set.of(at(0)), Set.of(at(1))), slow.unpausedAtPoll);
    assertEquals(1, full.unpausedAtPoll.size());
    assertEquals(
        List.of(Consumers.Pace.FULL, Consumers.Pace.RECORD_BY_RECORD, Consumers.Pace.FULL), paces);
  }

  @Test
  void eachRangeWithARecordThatDoesNotFitEndsAtIt() throws IOException {
    consumer.thenRunOutOfMemory();
    later().thenRunOutOfMemory();
    later().then(new Poll().records("t", 1, 2, 0)).thenRunOutOfMemory();
    later().then(new Poll().records("t", 2, 2, 0));

    read(FAR, topic("t", piece(0, 0, 2), piece(1, 0, 2), piece(2, 0, 1)));

    assertEquals(
        List.of(
            "start t",
            "end t-0 0 MEMORY",
            "t-1@0",
            "end t-1 1 MEMORY",
            "t-2@0",
            "end t-2 1",
            "end t"),
        items);
  }

  @Test
  void aRecordThatNoCopiesOfFitIntoTheMemoryIsNotHandedOn() throws IOException {
    ByteBuffer large = ByteBuffer.allocate(1000);
    consumer.then(new Poll().records("t", 0, 2, 0).record("t", 0, 2, 1, large));
    later().then(new Poll().record("t", 0, 2, 1, large));
    later();

    readAll(
        reader(
            new ReadLimits(FAR, ReadLimits.UNLIMITED, ReadLimits.UNLIMITED, STALL).within(8000),
            topic("t", piece(0, 0, 3))));

    assertEquals(List.of("start t", "t-0@0", "end t-0 1 MEMORY", "end t"), items);
    assertTrue(message(0).contains("the record there has 1008 bytes"), message(0));
  }

  @Test
  void aRecordThatCannotBeDecodedInTheMemoryIsHandedOnOnceMoreByItself() throws IOException {
    consumer.then(new Poll().records("t", 0, 2, 0, 1, 2));
    later().then(new Poll().records("t", 0, 2, 1)).then(new Poll().records("t", 0, 2, 2));
    ConsumerRangeReader reader = reader(FAR, topic("t", piece(0, 0, 3)));

    refuseForMemory(reader, 1, 1);
    readAll(reader);

    assertEquals(
        List.of("start t", "t-0@0", "t-0@1", "t-0@1", "t-0@2", "end t-0 3", "end t"), items);
    assertEquals(List.of(), ends.get(0).absent());
  }

  @Test
  void behindAHoleARecordIsSoughtAgainWithItsOwnEpoch() throws IOException {
    consumer.then(new Poll().records("t", 0, 2, 0).records("t", 0, 4, 3));
    ScriptedConsumer slow = later().then(new Poll().records("t", 0, 4, 3));
    ConsumerRangeReader reader = reader(FAR, topic("t", piece(0, 0, 4)));

    refuseForMemory(reader, 3, 1);
    readAll(reader);

    assertEquals(new OffsetAndMetadata(3, Optional.of(4), ""), slow.seeks.get(at(0)));
    assertEquals(2, ends.get(0).firstEpoch());
    assertEquals(4, ends.get(0).lastEpoch());
  }

  @Test
  void aPieceThatBeginsWithAHoleKeepsTheEpochOfItsFirstRecord() throws IOException {
    consumer.then(new Poll().records("t", 0, 4, 3));
    ScriptedConsumer slow = later().then(new Poll().records("t", 0, 4, 3));
    ConsumerRangeReader reader = reader(FAR, topic("t", piece(0, 0, 4)));

    refuseForMemory(reader, 3, 1);
    readAll(reader);

    assertEquals(new OffsetAndMetadata(3, Optional.of(4), ""), slow.seeks.get(at(0)));
    assertEquals(4, ends.get(0).firstEpoch());
  }

  @Test
  void withoutAHoleARecordIsSoughtAgainWithTheEpochBeforeIt() throws IOException {
    consumer.then(new Poll().records("t", 0, 2, 0).records("t", 0, 4, 1));
    ScriptedConsumer slow = later().then(new Poll().records("t", 0, 4, 1));
    ConsumerRangeReader reader = reader(FAR, topic("t", piece(0, 0, 2)));

    refuseForMemory(reader, 1, 1);
    readAll(reader);

    assertEquals(new OffsetAndMetadata(1, Optional.of(2), ""), slow.seeks.get(at(0)));
  }

  @Test
  void aRecordThatCannotBeDecodedInTheMemoryTwiceEndsItsRange() throws IOException {
    consumer.then(new Poll().records("t", 0, 2, 0, 3, 4));
    later().then(new Poll().records("t", 0, 2, 3));
    later();
    ConsumerRangeReader reader = reader(FAR, topic("t", piece(0, 0, 5)));

    refuseForMemory(reader, 3, 2);
    readAll(reader);

    assertEquals(List.of("start t", "t-0@0", "t-0@3", "t-0@3", "end t-0 3 MEMORY", "end t"), items);
    assertEquals(List.of(Gap.exact(Gap.Kind.ABSENT, 1, 3)), ends.get(0).absent());
    assertTrue(message(0).contains("from offset 3: too large"), message(0));
  }

  /** Reads on until a record has come and was refused so often. */
  private void refuseForMemory(ConsumerRangeReader reader, long offset, int times)
      throws IOException {
    int refused = 0;
    while (refused < times && reader.advance()) {
      items.add(text(reader.item()));
      if (reader.item() instanceof FetchedRecord record
          && record.coordinates().offset() == offset) {
        record.refuse(new RangeFailure(RangeFailure.Kind.MEMORY, "too large"));
        refused++;
      }
    }
  }

  @Test
  void whereAnotherAttemptDiedARangeEndsAndTheOthersAreRead() throws IOException {
    List<String> noted = new ArrayList<>();
    attempts = new DiedAt(new KafkaPartition("t", 1), 2, noted);
    consumer.then(new Poll().records("t", 0, 2, 0, 1));
    later().then(new Poll().records("t", 1, 2, 0)).then(new Poll().records("t", 1, 2, 1));
    later().then(new Poll().records("t", 2, 2, 0));

    read(FAR, topic("t", piece(0, 0, 2), piece(1, 0, 9), piece(2, 0, 1)));

    assertEquals(
        List.of(
            "start t",
            "t-0@0",
            "t-0@1",
            "end t-0 2",
            "t-1@0",
            "t-1@1",
            "t-2@0",
            "end t-1 2 MEMORY",
            "end t-2 1",
            "end t"),
        items);
    assertEquals(List.of("t-0 0", "t-1 0", "t-1 1", "t-2 0"), noted);
    assertEquals(
        List.of(Consumers.Pace.FULL, Consumers.Pace.RECORD_BY_RECORD, Consumers.Pace.FULL), paces);
    assertTrue(
        message(1).startsWith("Cannot read t-1 from offset 2: the process of another attempt"),
        message(1));
  }

  @Test
  void whereAnotherAttemptDiedIsHeededAsSoonAsTheRangeBeforeIsReadFarEnough() throws IOException {
    List<String> noted = new ArrayList<>();
    attempts = new DiedAt(new KafkaPartition("t", 1), 0, noted);
    consumer.thenRunOutOfMemory();
    ScriptedConsumer slow = later();
    for (int offset = 0; offset < 2000; offset++) {
      slow.then(new Poll().records("t", 0, 2, offset));
    }
    ScriptedConsumer full = later().then(new Poll().records("t", 0, 2, 2000));

    read(FAR, topic("t", piece(0, 0, 2001), piece(1, 0, 9)));

    assertEquals(List.of("t-0@2000", "end t-1 0 MEMORY"), items.subList(2001, 2003));
    assertEquals("t-0 2000", noted.get(noted.size() - 1));
    assertEquals(Set.of(Set.of(at(0))), Set.copyOf(slow.unpausedAtPoll));
    assertEquals(List.of(Set.of(at(0))), full.unpausedAtPoll);
  }

  /** An earlier attempt died in one Kafka partition. */
  private record DiedAt(KafkaPartition at, long offset, List<String> noted)
      implements RangeReader.Attempts {
    @Override
    public boolean areNoted() {
      return true;
    }

    @Override
    public OptionalLong diedAt(KafkaPartition of) {
      return of.equals(at) ? OptionalLong.of(offset) : OptionalLong.empty();
    }

    @Override
    public boolean readsOnAt(KafkaPartition of) {
      return false;
    }

    @Override
    public void reads(KafkaPartition of, long from) {
      noted.add(of + " " + from);
    }
  }

  private ScriptedConsumer later() {
    ScriptedConsumer next = new ScriptedConsumer(clock);
    later.add(next);
    return next;
  }

  @Test
  void closingClosesConsumerAndAdmin() {
    reader(FAR, topic("t", piece(0, 0, 1))).close();

    assertTrue(consumer.closed());
    assertTrue(topicCheck.closed);
  }

  private static TopicPartition at(int kafkaPartition) {
    return new TopicPartition("t", kafkaPartition);
  }

  private static TopicStart topic(String topic, Piece... pieces) {
    return new TopicStart(topic, "id", "{}", "/d", "/q", Arrays.asList(pieces));
  }

  private static Piece piece(int kafkaPartition, long start, long end) {
    return piece("t", kafkaPartition, start, end);
  }

  private static Piece piece(String topic, int kafkaPartition, long start, long end) {
    return new Piece(new OffsetRange(new KafkaPartition(topic, kafkaPartition), start, end), 2, 0);
  }

  private ConsumerRangeReader reader(Instant deadline, TopicStart... topics) {
    return reader(
        new ReadLimits(deadline, ReadLimits.UNLIMITED, ReadLimits.UNLIMITED, STALL), topics);
  }

  private ConsumerRangeReader reader(ReadLimits limits, TopicStart... topics) {
    return new ConsumerRangeReader(
        Consumers.open(this::consumer),
        topicCheck,
        Arrays.asList(topics),
        limits,
        clock,
        () -> heartbeats++,
        attempts);
  }

  private ScriptedConsumer consumer(Consumers.Pace pace) {
    if (pace == Consumers.Pace.SINGLE_READS) {
      return singleReads.isEmpty() ? new ScriptedConsumer(clock) : singleReads.remove();
    }
    paces.add(pace);
    return paces.size() == 1 ? consumer : later.remove();
  }

  private void read(Instant deadline, TopicStart... topics) throws IOException {
    readAll(reader(deadline, topics));
  }

  private void readAll(ConsumerRangeReader reader) throws IOException {
    while (reader.advance()) {
      items.add(text(reader.item()));
    }
    assertFalse(reader.advance());
  }

  private String text(ReadItem item) {
    if (item instanceof FetchedRecord record) {
      return record.coordinates().toString();
    } else if (item instanceof TopicStart start) {
      return "start " + start.topic();
    } else if (item instanceof PieceEnd end) {
      ends.add(end);
      return "end "
          + end.range().kafkaPartition()
          + " "
          + end.reached()
          + end.failure().map(f -> " " + f.kind()).orElse("");
    } else if (item instanceof TopicEnd end) {
      return "end " + end.topic() + end.failure().map(why -> " " + why.message()).orElse("");
    }
    throw new AssertionError(item);
  }

  private String message(int end) {
    return ends.get(end).failure().map(RangeFailure::message).orElse("");
  }

  /** Answers what the test wants. */
  private static final class ScriptedTopicCheck implements TopicCheck {
    private final List<String> asked = new ArrayList<>();
    private Optional<String> spoiled = Optional.empty();
    private boolean closed;

    @Override
    public Optional<String> spoiled(String topic, String topicId) {
      asked.add(topic);
      return spoiled;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
