package io.sluice.job.kafka;

import io.sluice.job.kafka.Answer.NotKnown;
import io.sluice.job.kafka.Answer.Reason;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.Closeable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The facts about a Kafka cluster that a plan needs. Calls are batched: one call serves any number
 * of topics. Each map answers for all that was asked and for nothing else.
 *
 * <p>The order of calls is the caller's, and it matters: topic ids before offsets, or a topic that
 * is created again in between is skipped in silence.
 */
public interface KafkaFacts extends Closeable {
  /** Stands for no record that is so young. */
  long NONE_SINCE = -1;

  /** The cluster's id, as the brokers give it. */
  String clusterId() throws KafkaUnavailableException;

  /** Of which release each broker is, by its address; one that does not answer is missing. */
  default Map<String, KafkaRelease> releases() throws KafkaUnavailableException {
    return Map.of();
  }

  /** All topics that the principal may see, internal ones as well. */
  Set<String> topicNames() throws KafkaUnavailableException;

  /** Ids and Kafka partitions. */
  Map<String, Answer<TopicFacts>> topics(Collection<String> names) throws KafkaUnavailableException;

  /**
   * The names of the topics that have these IDs; {@link Answer.Reason#MISSING} where no topic has
   * it. Whoever cannot ask by ID, for want of brokers young enough, answers of none.
   */
  default Map<String, Answer<String>> namesById(Collection<String> topicIds)
      throws KafkaUnavailableException {
    Map<String, Answer<String>> none = new TreeMap<>();
    topicIds.forEach(
        each ->
            none.put(
                each, new NotKnown<>(Reason.UNREACHABLE, "topics cannot be asked by ID here")));
    return none;
  }

  /** One offset of each Kafka partition. */
  Map<KafkaPartition, Answer<Long>> offsets(
      WhichOffset which, Collection<KafkaPartition> kafkaPartitions)
      throws KafkaUnavailableException;

  /**
   * The first record of each Kafka partition whose timestamp is at least the epoch millis given for
   * it, or {@link #NONE_SINCE}.
   */
  Map<KafkaPartition, Answer<Long>> firstSince(Map<KafkaPartition, Long> millis)
      throws KafkaUnavailableException;

  /**
   * Bytes on disk of the Kafka partitions of these topics, one replica's each; a Kafka partition
   * whose size is not known is missing. Needs Describe on the cluster, which Sluice must do
   * without.
   */
  Answer<Map<KafkaPartition, Long>> logBytes(Set<String> topics) throws KafkaUnavailableException;

  /** Needs DescribeConfigs on the topics, which Sluice must do without. */
  Map<String, Answer<Retention>> retention(Collection<String> topics)
      throws KafkaUnavailableException;

  /**
   * The oldest open transaction of each Kafka partition. A Kafka partition without a known one is
   * missing: without the right, or with brokers that are too old, none is known. Only a hint for
   * people depends on it.
   */
  default Map<KafkaPartition, OpenTransaction> openTransactions(
      Collection<KafkaPartition> kafkaPartitions) throws KafkaUnavailableException {
    return Map.of();
  }

  /**
   * The first offset at or behind this one from which the log can be read: the same where nothing
   * is corrupt there, the log's end where nothing behind it can be read.
   */
  default long firstReadable(KafkaPartition of, long offset) throws KafkaUnavailableException {
    return offset;
  }

  @Override
  void close();
}
