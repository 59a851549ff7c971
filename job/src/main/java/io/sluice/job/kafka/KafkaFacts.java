package io.sluice.job.kafka;

import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.Closeable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The facts about a Kafka cluster that a plan needs. Calls are batched: one call is for any number
 * of topics. Each returned map has exactly the requested keys.
 *
 * <p>The caller decides the order of calls. Topic IDs must be requested before offsets; otherwise a
 * topic that is created again in between is skipped silently.
 */
public interface KafkaFacts extends Closeable {
  /** There is no record that is so recent. */
  long NONE_SINCE = -1;

  /** The ID of the cluster. */
  String clusterId() throws KafkaUnavailableException;

  /** The release of each broker, by its address; one that does not answer is missing. */
  default Map<String, KafkaRelease> releases() throws KafkaUnavailableException {
    return Map.of();
  }

  /** All topics that the principal may see, internal ones as well. */
  Set<String> topicNames() throws KafkaUnavailableException;

  /** Ids and Kafka partitions. */
  Map<String, KafkaAnswer<TopicFacts>> topics(Collection<String> names)
      throws KafkaUnavailableException;

  /**
   * The names of the topics with these IDs; {@link KafkaAnswer.Reason#MISSING} if no topic has the
   * ID. If the brokers are too old to describe topics by ID, the result is empty.
   */
  default Map<String, KafkaAnswer<String>> namesById(Collection<String> topicIds)
      throws KafkaUnavailableException {
    Map<String, KafkaAnswer<String>> none = new TreeMap<>();
    topicIds.forEach(
        each ->
            none.put(
                each, new NotKnown<>(Reason.UNREACHABLE, "topics cannot be asked by ID here")));
    return none;
  }

  /** One offset of each Kafka partition. */
  Map<KafkaPartition, KafkaAnswer<Long>> offsets(
      OffsetKind which, Collection<KafkaPartition> kafkaPartitions)
      throws KafkaUnavailableException;

  /**
   * The first record of each Kafka partition whose timestamp is at least the epoch millis given for
   * it, or {@link #NONE_SINCE}.
   */
  Map<KafkaPartition, KafkaAnswer<Long>> firstSince(Map<KafkaPartition, Long> millis)
      throws KafkaUnavailableException;

  /**
   * Bytes on disk of the Kafka partitions of these topics, one replica's each; a Kafka partition
   * whose size is not known is missing. Requires Describe on the cluster, which is optional for
   * Sluice.
   */
  KafkaAnswer<Map<KafkaPartition, Long>> logBytes(Set<String> topics)
      throws KafkaUnavailableException;

  /** Requires DescribeConfigs on the topics, which is optional for Sluice. */
  Map<String, KafkaAnswer<TopicRetention>> retention(Collection<String> topics)
      throws KafkaUnavailableException;

  /**
   * The oldest open transaction of each Kafka partition. A Kafka partition without a known one is
   * missing, for example because of a missing right or old brokers. This is used for a remark only.
   */
  default Map<KafkaPartition, OpenTransaction> openTransactions(
      Collection<KafkaPartition> kafkaPartitions) throws KafkaUnavailableException {
    return Map.of();
  }

  /**
   * The first offset at or after this one from which the log can be read: the same one if nothing
   * is corrupt there, the end of the log if nothing after it can be read.
   */
  default long firstReadable(KafkaPartition of, long offset) throws KafkaUnavailableException {
    return offset;
  }

  @Override
  void close();
}
