package io.sluice.tracker.entry;

import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The state of one topic in the ledger.
 *
 * @param topicId Kafka's base64 form, empty if no broker has given one yet; never forgotten again
 * @param formerIds IDs that the topic had before it was created again, the oldest first. Kafka
 *     never gives an ID twice, so a broker that answers one of them answers from stale metadata
 * @param schemaFingerprint SHA-256 of the landing schema's text in hex, empty before the first
 *     landing
 * @param layout how its files lie, as data landed last: texts of settings by key; empty before the
 *     first landing, and where a person has accepted whatever comes
 * @param kafkaPartitions by number
 */
public record TopicState(
    String topic,
    String topicId,
    List<String> formerIds,
    String schemaFingerprint,
    Map<String, String> layout,
    Map<Integer, KafkaPartitionState> kafkaPartitions) {
  public TopicState {
    formerIds = List.copyOf(formerIds);
    layout = Collections.unmodifiableMap(new TreeMap<>(layout));
    kafkaPartitions = Collections.unmodifiableMap(new TreeMap<>(kafkaPartitions));
    for (KafkaPartitionState state : kafkaPartitions.values()) {
      KafkaPartition.check(topic, state.number());
    }
  }

  /** A topic that has had no other ID. */
  public TopicState(
      String topic,
      String topicId,
      String schemaFingerprint,
      Map<Integer, KafkaPartitionState> kafkaPartitions) {
    this(topic, topicId, List.of(), schemaFingerprint, Map.of(), kafkaPartitions);
  }

  /** The same state, carried by a later entry that moves nothing of the topic. */
  public TopicState carried() {
    return with(KafkaPartitionState::carried);
  }

  /** The same topic with another state of each Kafka partition. */
  public TopicState with(UnaryOperator<KafkaPartitionState> next) {
    Map<Integer, KafkaPartitionState> states = new TreeMap<>();
    kafkaPartitions.forEach((number, state) -> states.put(number, next.apply(state)));
    return with(states);
  }

  /** The same topic with these Kafka partitions. */
  public TopicState with(Map<Integer, KafkaPartitionState> states) {
    return new TopicState(topic, topicId, formerIds, schemaFingerprint, layout, states);
  }

  /** The same topic, landed last with this schema. */
  public TopicState withSchema(String fingerprint) {
    return new TopicState(topic, topicId, formerIds, fingerprint, layout, kafkaPartitions);
  }

  /** The same topic, whose files lie so. */
  public TopicState withLayout(Map<String, String> now) {
    return new TopicState(topic, topicId, formerIds, schemaFingerprint, now, kafkaPartitions);
  }

  /** The same topic as if it had landed with no schema yet. */
  public TopicState withoutSchema() {
    return new TopicState(topic, topicId, formerIds, "", layout, kafkaPartitions);
  }

  /** The same topic under the ID that a broker answers; an answer without one changes nothing. */
  public TopicState withId(String answered) {
    if (answered.isEmpty() || answered.equals(topicId)) {
      return this;
    }
    List<String> former = new ArrayList<>(formerIds);
    if (!topicId.isEmpty()) {
      former.add(topicId);
    }
    return new TopicState(topic, answered, former, schemaFingerprint, layout, kafkaPartitions);
  }

  /** Whether this ID is the ID of another topic of that name than the one the ledger knows. */
  public boolean isAnother(String answered) {
    return !topicId.isEmpty() && !answered.isEmpty() && !topicId.equals(answered);
  }

  /**
   * Version of the entry that last moved an offset of the topic, 0 if none has: no file of it can
   * have landed with a later one. Empty where a reset has made that unknown.
   */
  public OptionalLong lastMoved() {
    return kafkaPartitions.values().stream()
            .anyMatch(state -> state.generation() > 0 && state.served() == 0)
        ? OptionalLong.empty()
        : OptionalLong.of(
            kafkaPartitions.values().stream()
                .mapToLong(KafkaPartitionState::served)
                .max()
                .orElse(0));
  }

  public Optional<KafkaPartitionState> kafkaPartition(int number) {
    return Optional.ofNullable(kafkaPartitions.get(number));
  }
}
