package io.sluice.job.kafka;

import java.util.List;

/**
 * A topic as Kafka describes it.
 *
 * @param topicId Kafka's base64 form, empty if the brokers are older than topic ids
 * @param led numbers of the Kafka partitions that have a leader, ascending
 * @param leaderless numbers of those that have none and so cannot be asked, ascending
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
