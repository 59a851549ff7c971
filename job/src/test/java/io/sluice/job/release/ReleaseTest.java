package io.sluice.job.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.kafka.FakeKafka;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

  private final FakeKafka kafka = new FakeKafka();

  private static Hold held(int kafkaPartition, Cause cause) {
    String id = Hold.idOf("orders", kafkaPartition, cause);
    return new Hold(id, "orders", kafkaPartition, cause, "why.", 0, 1);
  }

  /** Orders at offset 50 in each of two Kafka partitions, and this held. */
  private static OffsetState head(Hold... held) {
    return head("old", held);
  }

  private static OffsetState head(String ordersId, Hold... held) {
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

  /** Returns the state with this layout in each topic. */
  private static OffsetState withLayout(Map<String, String> layout, OffsetState state) {
    Map<String, TopicState> topics = new TreeMap<>(state.topics());
    topics.replaceAll((name, topic) -> topic.withLayout(layout));
    return new OffsetState(topics, state.held(), state.losses(), state.patterns(), state.leftOut());
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
    Hold cut = held(1, Cause.BEYOND_END);

    Release skipped = Release.of(cut, ReleaseMode.SKIP, sameTopic(cut), kafka);
    Release restarted = Release.of(cut, ReleaseMode.RESTART, sameTopic(cut), kafka);

    assertEquals(List.of(new OffsetChange(orders(1), 50, 30)), skipped.moves());
    assertEquals(List.of(new OffsetChange(orders(1), 50, 0)), restarted.moves());
    assertEquals(List.of(), skipped.state().held());
  }

  /** The same head, with the ID that Kafka gives. */
  private OffsetState sameTopic(Hold... held) {
    OffsetState head = head(held);
    TopicState orders = head.topic("orders").orElseThrow();
    return new OffsetState(
        Map.of(
            "orders",
            new TopicState("orders", kafka.idOf("orders"), "", orders.kafkaPartitions()),
            "other",
            head.topic("other").orElseThrow()),
        List.of(held),
        List.of(),
        TopicPatterns.NONE,
        List.of());
  }

  @Test
  void aChangeOfLayoutThatIsAcceptedMovesNoOffsetAndIsForgottenUntilDataLands() throws Exception {
    Hold changed = held(Hold.WHOLE_TOPIC, Cause.LAYOUT);
    Map<String, String> layout = Map.of("format", "avro");

    Release release =
        Release.of(changed, ReleaseMode.ACCEPT_CHANGE, withLayout(layout, head(changed)), kafka);

    assertEquals(List.of(), release.moves());
    assertEquals(List.of(), release.state().held());
    assertEquals(Map.of(), release.state().topic("orders").orElseThrow().layout());
    assertEquals(layout, release.state().topic("other").orElseThrow().layout());
    assertEquals(at50(0).carried(), of(release, 0));
  }

  @Test
  void aSchemaThatIsAcceptedAsChangedMovesNoOffsetAndTheOneThatLandedIsForgotten()
      throws Exception {
    Hold lost = held(Hold.WHOLE_TOPIC, Cause.SCHEMA);
    Map<String, String> layout = Map.of("format", "avro");

    TopicState orders = head(lost).topic("orders").orElseThrow();
    TopicState landed =
        new TopicState(
            "orders",
            orders.topicId(),
            orders.formerIds(),
            "abc",
            layout,
            orders.kafkaPartitions());

    Release release = Release.of(lost, ReleaseMode.ACCEPT_CHANGE, head(lost).with(landed), kafka);

    assertEquals(List.of(), release.moves());
    assertEquals(List.of(), release.state().held());
    assertEquals("", release.state().topic("orders").orElseThrow().schemaFingerprint());
    assertEquals(layout, release.state().topic("orders").orElseThrow().layout());
  }

  private static KafkaPartitionState of(Release release, int number) {
    return release
        .state()
        .topic("orders")
        .flatMap(topic -> topic.kafkaPartition(number))
        .orElseThrow();
  }

  @Test
  void ofOneTopicOnlyWhatIsConcernedBeginsANewGeneration() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 30, 100);
    Hold cut = held(1, Cause.TRUNCATED);

    TopicState orders =
        Release.of(cut, ReleaseMode.SKIP, sameTopic(cut), kafka)
            .state()
            .topic("orders")
            .orElseThrow();

    KafkaPartitionState moved = orders.kafkaPartition(1).orElseThrow();
    assertEquals(3, moved.generation());
    assertEquals(-1, moved.leaderEpoch());
    assertEquals(0, moved.served());
    assertEquals(at50(0).carried(), orders.kafkaPartition(0).orElseThrow());
  }

  @Test
  void aTopicThatWasCreatedAgainGetsItsNewIdAndLosesItsOtherHolds() throws Exception {
    kafka.create("orders", 2).append("orders", 0, 5, 100).expire("orders", 0, 2);
    Hold anew = held(Hold.WHOLE_TOPIC, Cause.RECREATED);
    OffsetState head = head(anew, held(1, Cause.BEYOND_END));

    Release release = Release.of(anew, ReleaseMode.RESTART, head, kafka);

    assertEquals(
        List.of(new OffsetChange(orders(0), 50, 2), new OffsetChange(orders(1), 50, 0)),
        release.moves());
    assertEquals(List.of(), release.state().held());
    assertTrue(!release.state().topic("orders").orElseThrow().topicId().equals("old"));
    assertEquals("id", release.state().topic("other").orElseThrow().topicId());
  }

  @Test
  void whatHasExpiredIsLeftOutAndTheRestIsNot() throws Exception {
    kafka.create("orders", 2).append("orders", 0, 100, 100).expire("orders", 0, 70);
    Hold lost = held(0, Cause.DATA_LOSS);

    assertEquals(
        List.of(new OffsetChange(orders(0), 50, 70)),
        Release.of(lost, ReleaseMode.SKIP, sameTopic(lost), kafka).moves());
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"DATA_LOSS", "TRUNCATED", "BEYOND_END"})
  void whereTheTopicWasCreatedAgainEachKafkaPartitionBeginsANewGeneration(Cause cause)
      throws Exception {
    kafka.create("orders", 2).append("orders", 0, 503, 100).append("orders", 1, 497, 100);
    Hold one = held(0, cause);
    Hold anew = held(Hold.WHOLE_TOPIC, Cause.RECREATED);
    Hold schema = held(Hold.WHOLE_TOPIC, Cause.SCHEMA);

    Release release = Release.of(one, ReleaseMode.SKIP, head(anew, one, schema), kafka);

    TopicState orders = release.state().topic("orders").orElseThrow();
    assertEquals(kafka.idOf("orders"), orders.topicId());
    assertEquals(List.of("old"), orders.formerIds());
    assertEquals(3, of(release, 0).generation());
    assertEquals(3, of(release, 1).generation());
    assertEquals(0, of(release, 1).after(), "nobody has decided to skip anything of it");
    assertEquals(List.of(schema), release.state().held());
    assertEquals(
        List.of(
            "Topic orders was deleted and created again (its ID was old and is id-orders-1): each of its Kafka partitions begins a new generation."),
        release.notes());
  }

  @Test
  void theIdIsAskedBeforeTheOffsetsSoThatATopicCreatedInBetweenIsFoundByTheNextPlan()
      throws Exception {
    kafka.create("orders", 2).append("orders", 1, 30, 100);
    Hold cut = held(1, Cause.TRUNCATED);
    OffsetState head = sameTopic(cut);
    String first = kafka.idOf("orders");
    for (String question : List.of("topics", "offsets LAST_STABLE")) {
      kafka.after(question, () -> kafka.create("orders", 2).append("orders", 1, 900, 100));
      kafka.forgetQuestions();

      Release release = Release.of(cut, ReleaseMode.SKIP, head, kafka);

      assertEquals(List.of("topics", "offsets LAST_STABLE"), kafka.questions());
      assertEquals(first, release.state().topic("orders").orElseThrow().topicId());
      kafka.answerAlways("orders", first);
    }
  }

  @Test
  void aTopicThatWasCreatedAgainWithFewerKafkaPartitionsIsReleased() throws Exception {
    kafka.create("orders", 1).append("orders", 0, 5, 100);
    Hold anew = held(Hold.WHOLE_TOPIC, Cause.RECREATED);
    kafka.forgetQuestions();

    Release release = Release.of(anew, ReleaseMode.SKIP, head(anew), kafka);

    assertEquals(
        List.of(new OffsetChange(orders(0), 50, 5), new OffsetChange(orders(1), 50, 0)),
        release.moves());
    assertEquals(List.of(orders(0)), kafka.askedForOffsets());
  }

  @Test
  void aHoldOnAKafkaPartitionThatTheNewTopicDoesNotHaveIsReleased() throws Exception {
    kafka.create("orders", 1).append("orders", 0, 5, 100);
    Hold lost = held(1, Cause.DATA_LOSS);

    Release release = Release.of(lost, ReleaseMode.SKIP, head(lost), kafka);

    assertEquals(
        List.of(new OffsetChange(orders(0), 50, 0), new OffsetChange(orders(1), 50, 0)),
        release.moves());
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"RECREATED", "DATA_LOSS", "TRUNCATED", "BEYOND_END"})
  void ofADeletedTopicTheHoldEndsAndTheOffsetsStay(Cause cause) throws Exception {
    Hold held = held(cause == Cause.RECREATED ? Hold.WHOLE_TOPIC : 1, cause);

    Release skipped = Release.of(held, ReleaseMode.SKIP, head(held), kafka);
    Release restarted = Release.of(held, ReleaseMode.RESTART, head(held), kafka);

    assertEquals(List.of(), skipped.state().held());
    assertEquals(List.of(), skipped.moves());
    assertEquals("old", skipped.state().topic("orders").orElseThrow().topicId());
    assertEquals(0, of(restarted, 1).after());
    assertEquals(3, of(restarted, 1).generation());
  }

  @Test
  void anIdThatTheTopicHadBeforeIsAStaleAnswerAndReleasesNothing() {
    kafka.create("orders", 2);
    Hold anew = held(Hold.WHOLE_TOPIC, Cause.RECREATED);
    OffsetState head = sameTopic(anew).reset("orders", "newer", Map.of());

    var thrown =
        assertThrows(
            CommandFailedException.class,
            () -> Release.of(held(0, Cause.TRUNCATED), ReleaseMode.SKIP, head, kafka));

    assertEquals(ExitCode.FAILED, thrown.exitCode());
    assertTrue(
        String.valueOf(thrown.getMessage()).contains("its metadata are stale"),
        thrown.getMessage());
  }

  @Test
  void aTopicThatKeepsTheIdOfTheLedgerIsNotBegunAnew() {
    kafka.create("orders", 2);
    Hold anew = held(Hold.WHOLE_TOPIC, Cause.RECREATED);

    var thrown =
        assertThrows(
            CommandFailedException.class,
            () -> Release.of(anew, ReleaseMode.RESTART, sameTopic(anew), kafka));

    assertEquals(ExitCode.FAILED, thrown.exitCode());
  }

  @Test
  void whatOnlyItsCauseEndsIsNotReleased() {
    kafka.create("orders", 2);
    Hold owner = held(Hold.WHOLE_TOPIC, Cause.OWNER);

    var thrown =
        assertThrows(
            CommandFailedException.class,
            () -> Release.of(owner, ReleaseMode.SKIP, head(owner), kafka));

    assertEquals(ExitCode.USAGE, thrown.exitCode());
    assertEquals(
        "Cannot release orders/owner --as skip: only its cause ends it (why.). Remove the cause, then start a run: it looks again and goes on.",
        thrown.getMessage());
  }

  @Test
  void aKafkaPartitionThatCannotBeAskedIsNotReleased() {
    kafka.create("orders", 2).takeLeader("orders", 1);
    Hold cut = held(1, Cause.TRUNCATED);

    var thrown =
        assertThrows(
            CommandFailedException.class,
            () -> Release.of(cut, ReleaseMode.SKIP, head(cut), kafka));

    assertEquals(ExitCode.FAILED, thrown.exitCode());
  }

  private static KafkaPartitionState orders1(Release release) {
    return release.state().topic("orders").orElseThrow().kafkaPartition(1).orElseThrow();
  }

  @Test
  void aCorruptBatchThatIsGivenUpIsAGapByNameInTheSameGeneration() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 90, 100).corrupt("orders", 1, 50, 64);
    Hold corrupt = held(1, Cause.CORRUPT);
    Hold other = held(0, Cause.TRUNCATED);
    OffsetState head = head("id-orders-1", corrupt, other);

    Release release = Release.of(corrupt, ReleaseMode.SKIP, head, kafka);

    assertEquals(List.of(new OffsetChange(orders(1), 50, 64)), release.moves());
    assertEquals(
        new KafkaPartitionState(
            1, 50, 64, -1, 2, 1000, 3, 0, 0, List.of(Gap.exact(Gap.Kind.LOST, 50, 64))),
        orders1(release));
    assertEquals(List.of(other), release.state().held());
    assertEquals(
        at50(0).carried(),
        release.state().topic("orders").orElseThrow().kafkaPartition(0).orElseThrow());
  }

  @Test
  void whereASoundReplicaLeadsByNowNothingIsLeftOut() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 90, 100);
    Hold corrupt = held(1, Cause.CORRUPT);

    Release release = Release.of(corrupt, ReleaseMode.SKIP, head("id-orders-1", corrupt), kafka);

    assertEquals(at50(1).carried(), orders1(release));
    assertEquals(List.of(), release.state().held());
  }

  @Test
  void aCorruptBatchOfATopicThatIsGoneNeedsNoSkipping() throws Exception {
    Hold corrupt = held(1, Cause.CORRUPT);
    Release gone = Release.of(corrupt, ReleaseMode.SKIP, head(corrupt), kafka);
    kafka.create("orders", 2).append("orders", 1, 90, 100).corrupt("orders", 1, 50, 64);
    Release createdAgain = Release.of(corrupt, ReleaseMode.SKIP, head(corrupt), kafka);

    assertEquals(at50(1).carried(), orders1(gone));
    assertEquals(at50(1).carried(), orders1(createdAgain));
    assertEquals("old", createdAgain.state().topic("orders").orElseThrow().topicId());
  }

  @Test
  void aCorruptBatchIsNotReadFromTheBeginningAgain() {
    kafka.create("orders", 2);
    Hold corrupt = held(1, Cause.CORRUPT);

    var thrown =
        assertThrows(
            CommandFailedException.class,
            () -> Release.of(corrupt, ReleaseMode.RESTART, head(corrupt), kafka));

    assertTrue(
        String.valueOf(thrown.getMessage()).contains("holds --release orders/1/corrupt --as skip"));
  }

  @Test
  void ofWhatDoesNotFitIntoTheMemoryTheOneOffsetIsLeftOut() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 90, 100);
    Hold tooLarge = tooLarge();

    Release release = Release.of(tooLarge, ReleaseMode.SKIP, head("id-orders-1", tooLarge), kafka);

    assertEquals(List.of(new OffsetChange(orders(1), 50, 51)), release.moves());
    assertEquals(
        new KafkaPartitionState(
            1, 50, 51, -1, 2, 1000, 3, 0, 0, List.of(Gap.exact(Gap.Kind.LOST, 50, 51))),
        orders1(release));
    assertEquals(List.of(), release.state().held());
  }

  @Test
  void ofABatchThatDoesNotFitIntoTheMemoryAllThatCannotBeReadIsLeftOut() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 90, 100);
    Hold batch = tooLarge().about(List.of(new OffsetRange(orders(1), 50, 80)));

    Release release = Release.of(batch, ReleaseMode.SKIP, head("id-orders-1", batch), kafka);

    assertEquals(List.of(new OffsetChange(orders(1), 50, 80)), release.moves());
    assertEquals(List.of(Gap.exact(Gap.Kind.LOST, 50, 80)), orders1(release).gaps());
  }

  @Test
  void ofWhatDoesNotFitIntoTheMemoryIsLeftOutWhatTheOperatorNames() throws Exception {
    kafka.create("orders", 2).append("orders", 1, 90, 100);
    Hold tooLarge = tooLarge();

    Release release = skip(tooLarge, 90);

    assertEquals(List.of(new OffsetChange(orders(1), 50, 90)), release.moves());
    assertEquals(List.of(Gap.exact(Gap.Kind.LOST, 50, 90)), orders1(release).gaps());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 50, 91, Long.MAX_VALUE})
  void anOffsetThatIsNotBehindTheHeldOneAndInTheLogIsRefused(long to) {
    kafka.create("orders", 2).append("orders", 1, 90, 100);

    CommandFailedException refused =
        assertThrows(CommandFailedException.class, () -> skip(tooLarge(), to));

    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertTrue(
        String.valueOf(refused.getMessage()).contains("Say an offset from 51 to 90"),
        refused::toString);
  }

  @Test
  void noOffsetIsNamedForAnotherCause() {
    kafka.create("orders", 2).append("orders", 1, 90, 100);
    Hold corrupt = held(1, Cause.CORRUPT);

    CommandFailedException refused =
        assertThrows(CommandFailedException.class, () -> skip(corrupt, 60));

    assertTrue(
        String.valueOf(refused.getMessage()).contains("--as skip --reason TEXT"),
        refused::toString);
  }

  private Release skip(Hold held, long to) throws Exception {
    return Release.of(
        held, ReleaseMode.SKIP, OptionalLong.of(to), head("id-orders-1", held), kafka);
  }

  @Test
  void whatDoesNotFitIntoTheMemoryIsReadOnceMoreWhereAPersonSaysSo() throws Exception {
    Hold tooLarge = tooLarge();

    Release release = Release.of(tooLarge, ReleaseMode.RETRY, head("id-orders-1", tooLarge), kafka);

    assertEquals(List.of(), release.moves());
    assertEquals(at50(1).carried(), orders1(release));
    assertEquals(List.of(tooLarge.triedAlone()), release.state().held());
  }

  @Test
  void whatDoesNotFitIntoTheMemoryIsNotLeftOutOfAnotherLog() throws Exception {
    Hold tooLarge = tooLarge();
    Release gone = Release.of(tooLarge, ReleaseMode.SKIP, head(tooLarge), kafka);
    kafka.create("orders", 2).append("orders", 1, 90, 100);
    Release createdAgain = Release.of(tooLarge, ReleaseMode.SKIP, head(tooLarge), kafka);

    assertEquals(at50(1).carried(), orders1(gone));
    assertEquals(at50(1).carried(), orders1(createdAgain));
  }

  private static Hold tooLarge() {
    return held(1, Cause.MEMORY).about(List.of(new OffsetRange(orders(1), 50, 51)));
  }
}
