package io.sluice.job.kafka;

import io.sluice.tracker.offset.KafkaPartition;
import java.util.Map;

/** The fake keeps the contract. */
class FakeKafkaTest extends KafkaFactsContract {
  private final FakeKafka kafka = new FakeKafka();

  @Override
  protected KafkaFacts facts() {
    return kafka;
  }

  @Override
  protected void createTopic(String topic, int kafkaPartitions, Map<String, String> settings) {
    kafka.create(topic, kafkaPartitions);
    kafka.retain(
        topic,
        "compact".equals(settings.get("cleanup.policy"))
            ? TopicRetention.FOREVER
            : new TopicRetention(
                limit(settings.getOrDefault("retention.ms", "604800000")),
                limit(settings.getOrDefault("retention.bytes", "-1"))));
  }

  private static long limit(String value) {
    long limit = Long.parseLong(value);
    return limit < 0 ? TopicRetention.UNLIMITED : limit;
  }

  @Override
  protected void deleteTopic(String topic) {
    kafka.delete(topic);
  }

  @Override
  protected void append(KafkaPartition to, int records, long timestamp) {
    kafka.append(to.topic(), to.number(), records, records * 70L, timestamp);
  }

  @Override
  protected void appendUndecided(KafkaPartition to, int records) {
    kafka.appendUndecided(to.topic(), to.number(), records);
  }

  @Override
  protected void expire(KafkaPartition of, long before) {
    kafka.expire(of.topic(), of.number(), before);
  }
}
