package io.sluice.job.kafka;

import java.util.List;

/**
 * Kafka's description of a topic.
 *
 * @param topicId Kafka's base64 form, empty if the brokers are older than topic ids
 * @param led numbers of the Kafka partitions that have a leader, ascending
 * @param leaderless numbers of those without a leader, which cannot answer requests, ascending
 */
public record TopicFacts(String topicId, List<Integer> led, List<Integer> leaderless) {
  public TopicFacts {
    led = List.copyOf(led);
    leaderless = List.copyOf(leaderless);
  }

  /** Number of Kafka partitions of the topic. */
  public int count() {
    return led.size() + leaderless.size();
  }
}
