package io.sluice.job.kafka;

/**
 * The oldest open transaction of a Kafka partition: records after its first record cannot be read.
 *
 * @param start offset of its first record
 * @param lastWrittenAt timestamp of the producer's last record there, epoch millis
 */
public record OpenTransaction(long producerId, long start, long lastWrittenAt) {}
