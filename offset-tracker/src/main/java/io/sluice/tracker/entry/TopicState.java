package io.sluice.tracker.entry;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the ledger knows of one topic.
 *
 * @param topicId Kafka's base64 form, empty if the broker gave none
 * @param schemaFingerprint SHA-256 of the landing schema's text in hex, empty before the first
 *     landing
 * @param kafkaPartitions by number
 */
public record TopicState(
    String topic,
    String topicId,
    String schemaFingerprint,
    Map<Integer, KafkaPartitionState> kafkaPartitions) {
  public TopicState {
    kafkaPartitions = Collections.unmodifiableMap(new TreeMap<>(kafkaPartitions));
  }

  /** The same state, carried by a later entry that moves nothing of the topic. */
  public TopicState carried() {
    Map<Integer, KafkaPartitionState> carried = new TreeMap<>();
    kafkaPartitions.forEach((number, state) -> carried.put(number, state.carried()));
    return new TopicState(topic, topicId, schemaFingerprint, carried);
  }

  public Optional<KafkaPartitionState> kafkaPartition(int number) {
    return Optional.ofNullable(kafkaPartitions.get(number));
  }
}
