package io.sluice.proof.simulation.log;

import io.sluice.job.kafka.KafkaAnswer;
import io.sluice.job.kafka.KafkaAnswer.Known;
import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.OffsetKind;
import io.sluice.job.kafka.TopicFacts;
import io.sluice.job.kafka.TopicRetention;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Answers of the cluster to the planner; other processes go on between its questions. */
public final class ModelFacts implements KafkaFacts {
  /** Bytes of a record, as the brokers count them. */
  public static final long RECORD_BYTES = 1000;

  public static final String CLUSTER = "cluster";

  private final KafkaModel kafka;
  private final Runnable before;
  private final Metadata metadata;

  /**
   * Answers out of the model.
   *
   * @param before called before each question
   */
  public ModelFacts(KafkaModel kafka, Metadata metadata, Runnable before) {
    this.metadata = metadata;
    this.kafka = kafka;
    this.before = before;
  }

  @Override
  public String clusterId() {
    return CLUSTER;
  }

  @Override
  public Set<String> topicNames() {
    before.run();
    return new TreeSet<>(kafka.topics());
  }

  @Override
  public Map<String, KafkaAnswer<TopicFacts>> topics(Collection<String> names) {
    before.run();
    Map<String, KafkaAnswer<TopicFacts>> answers = new HashMap<>();
    names.forEach(name -> answers.put(name, describe(name)));
    return answers;
  }

  @Override
  public Map<String, KafkaAnswer<String>> namesById(Collection<String> topicIds) {
    before.run();
    Map<String, KafkaAnswer<String>> names = new HashMap<>();
    topicIds.forEach(
        id ->
            names.put(
                id,
                kafka.topics().stream()
                    .filter(topic -> kafka.id(topic).equals(id))
                    .findFirst()
                    .<KafkaAnswer<String>>map(Known::new)
                    .orElseGet(() -> new NotKnown<>(Reason.MISSING, "no such topic"))));
    return names;
  }

  private KafkaAnswer<TopicFacts> describe(String topic) {
    if (!kafka.topics().contains(topic)) {
      return new NotKnown<>(Reason.MISSING, "no such topic");
    }
    List<Integer> led = new ArrayList<>();
    List<Integer> leaderless = new ArrayList<>();
    for (KafkaPartition each : kafka.kafkaPartitions(topic)) {
      kafka.log(each).ifPresent(log -> (log.isLeaderless() ? leaderless : led).add(each.number()));
    }
    return new Known<>(
        new TopicFacts(
            metadata.id(topic, kafka.id(topic), kafka.formerIds(topic)), led, leaderless));
  }

  @Override
  public Map<KafkaPartition, KafkaAnswer<Long>> offsets(
      OffsetKind which, Collection<KafkaPartition> kafkaPartitions) {
    before.run();
    Map<KafkaPartition, KafkaAnswer<Long>> answers = new HashMap<>();
    for (KafkaPartition each : kafkaPartitions) {
      answers.put(each, kafka.log(each).map(log -> offset(which, log)).orElseGet(ModelFacts::none));
    }
    return answers;
  }

  private static KafkaAnswer<Long> none() {
    return new NotKnown<>(Reason.MISSING, "no such Kafka partition");
  }

  private static KafkaAnswer<Long> offset(OffsetKind which, ModelLog log) {
    if (log.isLeaderless()) {
      return new NotKnown<>(Reason.UNREACHABLE, "no leader");
    }
    return new Known<>(
        switch (which) {
          case EARLIEST -> log.start();
          case LOG_END -> log.end();
          case LAST_STABLE -> log.stable();
        });
  }

  @Override
  public Map<KafkaPartition, KafkaAnswer<Long>> firstSince(Map<KafkaPartition, Long> millis) {
    before.run();
    Map<KafkaPartition, KafkaAnswer<Long>> answers = new HashMap<>();
    millis.keySet().forEach(each -> answers.put(each, new Known<>(NONE_SINCE)));
    return answers;
  }

  @Override
  public KafkaAnswer<Map<KafkaPartition, Long>> logBytes(Set<String> topics) {
    Map<KafkaPartition, Long> bytes = new HashMap<>();
    for (KafkaPartition each : kafka.kafkaPartitions()) {
      kafka.log(each).ifPresent(log -> bytes.put(each, (log.end() - log.start()) * RECORD_BYTES));
    }
    return new Known<>(bytes);
  }

  @Override
  public Map<String, KafkaAnswer<TopicRetention>> retention(Collection<String> topics) {
    Map<String, KafkaAnswer<TopicRetention>> answers = new HashMap<>();
    topics.forEach(topic -> answers.put(topic, new Known<>(TopicRetention.FOREVER)));
    return answers;
  }

  @Override
  public void close() {}
}
