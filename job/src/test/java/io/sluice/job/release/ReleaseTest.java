package io.sluice.job.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.kafka.FakeKafka;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Held.Cause;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseTest {

  private final FakeKafka kafka = new FakeKafka();

  private static Held held(int kafkaPartition, Cause cause) {
    String id = Held.idOf("orders", kafkaPartition, cause);
    return new Held(id, "orders", kafkaPartition, cause, "why.", 0, 1);
  }

  /** Orders at offset 50 in each of two Kafka partitions, and this held. */
  private static OffsetState head(Held... held) {
    return head("old", held);
  }

  private static OffsetState head(String ordersId, Held... held) {
    Map<Integer, KafkaPartitionState> states = Map.of(0, at50(0), 1, at50(1));
    return new OffsetState(
        Map.of(
            "orders", new TopicState("orders", ordersId, "", states),
            "other", new TopicState("other", "id", "", states)),
        List.of(held),
        List.of(),
        TopicPatterns.NONE,
        List.of());
  }

  private static KafkaPartitionState at50(int number) {
    return new KafkaPartitionState(number, 40, 50, 7, 2, 1000, 3, 10, 0, List.of());
  }

  private static KafkaPartition orders(int number) {
    return new KafkaPartition("orders", number);
  }

  @Test
  void aCutLogIsGoneOnWithAtItsEndOrFromItsBeginning() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 30, 100);
    Held cut = held(1, Cause.BEYOND_END);

    Release skipped = Release.of(cut, How.SKIP, head(cut), kafka);
    Release restarted = Release.of(cut, How.RESTART, head(cut), kafka);

    assertEquals(List.of(new Move(orders(1), 50, 30)), skipped.moves());
    assertEquals(List.of(new Move(orders(1), 50, 0)), restarted.moves());
    assertEquals(List.of(), skipped.state().held());
  }

  @Test
  void onlyWhatIsConcernedBeginsANewGeneration() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 30, 100);
    Held cut = held(1, Cause.TRUNCATED);

    TopicState orders =
        Release.of(cut, How.SKIP, head(cut), kafka).state().topic("orders").orElseThrow();

    KafkaPartitionState moved = orders.kafkaPartition(1).orElseThrow();
    assertEquals(3, moved.generation());
    assertEquals(-1, moved.leaderEpoch());
    assertEquals(0, moved.served());
    assertEquals(at50(0).carried(), orders.kafkaPartition(0).orElseThrow());
  }

  @Test
  void aTopicThatWasCreatedAgainGetsItsNewIdAndLosesItsOtherHolds() throws Exception {
    kafka.create("orders", 2).append("orders", 0, 5, 100).expire("orders", 0, 2);
    Held anew = held(Held.WHOLE_TOPIC, Cause.RECREATED);
    OffsetState head = head(anew, held(1, Cause.BEYOND_END));

    Release release = Release.of(anew, How.RESTART, head, kafka);

    assertEquals(List.of(new Move(orders(0), 50, 2), new Move(orders(1), 50, 0)), release.moves());
    assertEquals(List.of(), release.state().held());
    assertTrue(!release.state().topic("orders").orElseThrow().topicId().equals("old"));
    assertEquals("id", release.state().topic("other").orElseThrow().topicId());
  }

  @Test
  void whatHasExpiredIsLeftOutAndTheRestIsNot() throws Exception {
    kafka.create("orders", 2).append("orders", 0, 100, 100).expire("orders", 0, 70);
    Held lost = held(0, Cause.DATA_LOSS);

    assertEquals(
        List.of(new Move(orders(0), 50, 70)),
        Release.of(lost, How.SKIP, head(lost), kafka).moves());
  }

  @Test
  void whatOnlyItsCauseCanMendIsNotReleased() {
    kafka.create("orders", 2);
    Held schema = held(Held.WHOLE_TOPIC, Cause.SCHEMA);

    var thrown =
        assertThrows(
            VerbFailedException.class, () -> Release.of(schema, How.SKIP, head(schema), kafka));

    assertEquals(ExitCode.USAGE, thrown.exitCode());
    assertEquals(
        "Cannot release orders/schema by moving offsets: the next run lets it go by itself once the cause is gone (why.)",
        thrown.getMessage());
  }

  @Test
  void aKafkaPartitionThatCannotBeAskedIsNotReleased() {
    kafka.create("orders", 2).takeLeader("orders", 1);
    Held cut = held(1, Cause.TRUNCATED);

    var thrown =
        assertThrows(VerbFailedException.class, () -> Release.of(cut, How.SKIP, head(cut), kafka));

    assertEquals(ExitCode.FAILED, thrown.exitCode());
  }

  private static KafkaPartitionState orders1(Release release) {
    return release.state().topic("orders").orElseThrow().kafkaPartition(1).orElseThrow();
  }

  @Test
  void aCorruptBatchThatIsGivenUpIsAGapByNameInTheSameGeneration() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 90, 100).corrupt("orders", 1, 50, 64);
    Held corrupt = held(1, Cause.CORRUPT);
    Held other = held(0, Cause.TRUNCATED);
    OffsetState head = head("id-orders-1", corrupt, other);

    Release release = Release.of(corrupt, How.SKIP, head, kafka);

    assertEquals(List.of(new Move(orders(1), 50, 64)), release.moves());
    assertEquals(
        new KafkaPartitionState(
            1, 50, 64, 7, 2, 1000, 3, 0, 0, List.of(Gap.exact(Gap.Kind.LOST, 50, 64))),
        orders1(release));
    assertEquals(List.of(other), release.state().held());
    assertEquals(
        at50(0).carried(),
        release.state().topic("orders").orElseThrow().kafkaPartition(0).orElseThrow());
  }

  @Test
  void whereASoundReplicaLeadsByNowNothingIsLeftOut() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 90, 100);
    Held corrupt = held(1, Cause.CORRUPT);

    Release release = Release.of(corrupt, How.SKIP, head("id-orders-1", corrupt), kafka);

    assertEquals(at50(1).carried(), orders1(release));
    assertEquals(List.of(), release.state().held());
  }

  @Test
  void aCorruptBatchOfATopicThatIsGoneNeedsNoSkipping() throws Exception {
    Held corrupt = held(1, Cause.CORRUPT);
    Release gone = Release.of(corrupt, How.SKIP, head(corrupt), kafka);
    kafka.create("orders", 2).append("orders", 1, 90, 100).corrupt("orders", 1, 50, 64);
    Release createdAgain = Release.of(corrupt, How.SKIP, head(corrupt), kafka);

    assertEquals(at50(1).carried(), orders1(gone));
    assertEquals(at50(1).carried(), orders1(createdAgain));
    assertEquals("old", createdAgain.state().topic("orders").orElseThrow().topicId());
  }

  @Test
  void aCorruptBatchIsNotReadFromTheBeginningAgain() {
    kafka.create("orders", 2);
    Held corrupt = held(1, Cause.CORRUPT);

    var thrown =
        assertThrows(
            VerbFailedException.class,
            () -> Release.of(corrupt, How.RESTART, head(corrupt), kafka));

    assertTrue(
        String.valueOf(thrown.getMessage()).contains("holds --release orders/1/corrupt --as skip"));
  }
}
