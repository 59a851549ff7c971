package io.sluice.job.release;

import io.sluice.tracker.offset.KafkaPartition;

/**
 * The change that a release makes to one Kafka partition.
 *
 * @param before next offset to read before it
 * @param after next offset to read after it
 */
public record OffsetChange(KafkaPartition kafkaPartition, long before, long after) {}
