package io.sluice.tracker.commit;

/**
 * Within one of these an offset lands once: "exactly once" holds per topic id, generation and
 * offset.
 *
 * @param number raised by each reset of the Kafka partition
 */
public record Generation(String topic, String topicId, int kafkaPartition, int number) {}
