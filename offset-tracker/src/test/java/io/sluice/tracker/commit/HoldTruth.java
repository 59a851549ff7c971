package io.sluice.tracker.commit;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks whether a hold has a cause, as far as Kafka's logs show. */
public final class HoldTruth {
  private HoldTruth() {}

  /**
   * Why a hold has no cause; empty if it has one, or if logs do not show it.
   *
   * @param state that it stands in
   * @param last record that landed last of each generation
   */
  static Optional<String> refuted(
      KafkaTruth truth, Hold held, OffsetState state, Map<Generation, Row> last) {
    Optional<TopicState> topic = state.topic(held.topic());
    if (topic.isEmpty() || !held.waits()) {
      return Optional.empty();
    }
    List<Generation> generations = generations(held, topic.get());
    return switch (held.cause()) {
      case TRUNCATED, BEYOND_END ->
          refutedUnless(
              generations.stream()
                  .anyMatch(
                      each ->
                          truth.wasCut(
                              each,
                              after(topic.get(), each),
                              last.containsKey(each) ? last.get(each).serial() : Row.ANY)),
              "its log was never cut below the offset");
      case DATA_LOSS ->
          refutedUnless(
              truth.isGone(topic.get().topicId())
                  || generations.stream()
                      .anyMatch(each -> truth.start(each) > after(topic.get(), each)),
              "nothing has expired that was not read");
      case RECREATED ->
          refutedUnless(
              truth.isGone(topic.get().topicId()), "topic " + topic.get().topicId() + " is there");
      case ERROR_BUDGET ->
          refutedUnless(
              generations.stream().anyMatch(each -> truth.bad(each, after(topic.get(), each)) > 0),
              "there is no bad record behind the offsets");
      default -> Optional.empty();
    };
  }

  private static Optional<String> refutedUnless(boolean stands, String why) {
    return stands ? Optional.empty() : Optional.of(why);
  }

  private static List<Generation> generations(Hold held, TopicState topic) {
    List<Generation> generations = new ArrayList<>();
    for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
      if (held.kafkaPartition() == Hold.WHOLE_TOPIC || held.kafkaPartition() == state.number()) {
        generations.add(
            new Generation(topic.topic(), topic.topicId(), state.number(), state.generation()));
      }
    }
    return generations;
  }

  private static long after(TopicState topic, Generation generation) {
    return topic
        .kafkaPartition(generation.kafkaPartition())
        .map(KafkaPartitionState::after)
        .orElse(0L);
  }
}
