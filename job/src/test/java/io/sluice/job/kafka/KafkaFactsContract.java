package io.sluice.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests of the promises on which a planner relies, on the fake and on real brokers alike. */
public abstract class KafkaFactsContract {
  private static final String TOPIC = "contract-orders";

  /** A cluster, empty but for internal topics. */
  protected abstract KafkaFacts facts();

  protected abstract void createTopic(
      String topic, int kafkaPartitions, Map<String, String> settings) throws Exception;

  protected abstract void deleteTopic(String topic) throws Exception;

  /** Appends records of this timestamp. */
  protected abstract void append(KafkaPartition to, int records, long timestamp) throws Exception;

  /** Appends records in a transaction that stays open. */
  protected abstract void appendUndecided(KafkaPartition to, int records) throws Exception;

  /** Deletes what lies before the offset, as retention does. */
  protected abstract void expire(KafkaPartition of, long before) throws Exception;

  @Test
  void theClusterHasOneId() throws Exception {
    String id = facts().clusterId();

    assertFalse(id.isEmpty());
    assertEquals(id, facts().clusterId());
  }

  @Test
  void aTopicIsListedWithItsKafkaPartitions() throws Exception {
    createTopic(TOPIC, 3, Map.of());

    assertTrue(facts().topicNames().contains(TOPIC));
    TopicFacts facts = described(TOPIC);
    assertEquals(List.of(0, 1, 2), facts.led());
    assertEquals(List.of(), facts.leaderless());
  }

  @Test
  void aTopicThatIsCreatedAgainHasAnotherId() throws Exception {
    createTopic(TOPIC, 1, Map.of());
    String before = described(TOPIC).topicId();
    deleteTopic(TOPIC);
    createTopic(TOPIC, 1, Map.of());

    assertFalse(before.isEmpty());
    assertNotEquals(before, described(TOPIC).topicId());
  }

  @Test
  void aMissingTopicKeepsNoOtherFromBeingDescribed() throws Exception {
    createTopic(TOPIC, 1, Map.of());

    Map<String, KafkaAnswer<TopicFacts>> answers = facts().topics(List.of(TOPIC, "contract-none"));

    assertEquals(Set.of(TOPIC, "contract-none"), answers.keySet());
    assertTrue(answer(answers, TOPIC).known().isPresent());
    NotKnown<?> missing = assertInstanceOf(NotKnown.class, answers.get("contract-none"));
    assertEquals(Reason.MISSING, missing.reason());
  }

  @Test
  void aTopicIsFoundByItsIdAndAnIdThatNoTopicHasIsMissing() throws Exception {
    createTopic(TOPIC, 1, Map.of());
    String id = described(TOPIC).topicId();
    String none = "AAAAAAAAAAAAAAAAAAAABQ";

    Map<String, KafkaAnswer<String>> names = facts().namesById(List.of(id, none));

    assertEquals(new KafkaAnswer.Known<>(TOPIC), names.get(id));
    NotKnown<?> missing = assertInstanceOf(NotKnown.class, names.get(none));
    assertEquals(Reason.MISSING, missing.reason());
  }

  @Test
  void anEmptyLogBeginsAndEndsAtZero() throws Exception {
    KafkaPartition empty = new KafkaPartition(TOPIC, 0);
    createTopic(TOPIC, 1, Map.of());

    assertEquals(0, offset(OffsetKind.EARLIEST, empty));
    assertEquals(0, offset(OffsetKind.LAST_STABLE, empty));
    assertEquals(0, offset(OffsetKind.LOG_END, empty));
    assertEquals(KafkaFacts.NONE_SINCE, since(0, empty));
  }

  @Test
  void boundsMoveWithWhatIsAppendedAndWhatExpires() throws Exception {
    KafkaPartition first = new KafkaPartition(TOPIC, 0);
    KafkaPartition second = new KafkaPartition(TOPIC, 1);
    createTopic(TOPIC, 2, Map.of());
    append(first, 10, 1_000);
    append(second, 5, 1_000);
    expire(first, 4);

    assertEquals(
        Map.of(first, new KafkaAnswer.Known<>(4L), second, new KafkaAnswer.Known<>(0L)),
        facts().offsets(OffsetKind.EARLIEST, List.of(first, second)));
    assertEquals(
        Map.of(first, new KafkaAnswer.Known<>(10L), second, new KafkaAnswer.Known<>(5L)),
        facts().offsets(OffsetKind.LAST_STABLE, List.of(first, second)));
  }

  @Test
  void anOpenTransactionLiesBetweenTheStableEndAndTheLogsEnd() throws Exception {
    KafkaPartition ours = new KafkaPartition(TOPIC, 0);
    createTopic(TOPIC, 1, Map.of());
    append(ours, 3, 1_000);
    appendUndecided(ours, 2);

    assertEquals(3, offset(OffsetKind.LAST_STABLE, ours));
    assertEquals(5, offset(OffsetKind.LOG_END, ours));
    assertEquals(
        Map.of(ours, 3L),
        facts().openTransactions(List.of(ours)).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().start())));
  }

  @Test
  void anOffsetIsFoundByTime() throws Exception {
    KafkaPartition ours = new KafkaPartition(TOPIC, 0);
    // Kafka deletes by age, and these are very old.
    createTopic(TOPIC, 1, Map.of("retention.ms", "-1"));
    append(ours, 4, 1_000);
    append(ours, 4, 2_000);

    assertEquals(0, since(1_000, ours));
    assertEquals(4, since(1_001, ours));
    assertEquals(KafkaFacts.NONE_SINCE, since(2_001, ours));
  }

  @Test
  void logSizesAreThoseOfTheTopicsAskedFor() throws Exception {
    KafkaPartition ours = new KafkaPartition(TOPIC, 0);
    createTopic(TOPIC, 1, Map.of());
    createTopic("contract-other", 1, Map.of());
    append(ours, 100, 1_000);
    append(new KafkaPartition("contract-other", 0), 100, 1_000);

    Map<KafkaPartition, Long> bytes = facts().logBytes(Set.of(TOPIC)).known().orElseThrow();

    assertEquals(Set.of(ours), bytes.keySet());
    assertTrue(bytes.getOrDefault(ours, 0L) > 100, bytes::toString);
  }

  @Test
  void retentionIsReadFromTheTopicsConfiguration() throws Exception {
    createTopic(TOPIC, 1, Map.of("retention.ms", "3600000", "retention.bytes", "-1"));
    createTopic("contract-other", 1, Map.of("cleanup.policy", "compact"));

    Map<String, KafkaAnswer<TopicRetention>> retention =
        facts().retention(List.of(TOPIC, "contract-other"));

    assertEquals(
        Map.of(
            TOPIC,
            new KafkaAnswer.Known<>(new TopicRetention(3_600_000, TopicRetention.UNLIMITED)),
            "contract-other",
            new KafkaAnswer.Known<>(TopicRetention.FOREVER)),
        retention);
  }

  private TopicFacts described(String topic) throws Exception {
    return answer(facts().topics(List.of(topic)), topic).known().orElseThrow();
  }

  private long offset(OffsetKind which, KafkaPartition of) throws Exception {
    return answer(facts().offsets(which, List.of(of)), of).known().orElseThrow();
  }

  private long since(long millis, KafkaPartition of) throws Exception {
    return answer(facts().firstSince(Map.of(of, millis)), of).known().orElseThrow();
  }

  private static <K, T> KafkaAnswer<T> answer(Map<K, KafkaAnswer<T>> answers, K key) {
    KafkaAnswer<T> answer = answers.get(key);
    if (answer == null) {
      throw new AssertionError("no answer for " + key + " in " + answers);
    }
    return answer;
  }
}
