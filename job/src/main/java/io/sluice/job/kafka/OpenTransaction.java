package io.sluice.job.kafka;

/**
 * The oldest transaction of a Kafka partition that is not decided: what lies behind its first
 * record cannot be read.
 *
 * @param start offset of its first record
 * @param lastWrittenAt timestamp of the producer's last record there, epoch millis
 */
public record OpenTransaction(long producerId, long start, long lastWrittenAt) {}
