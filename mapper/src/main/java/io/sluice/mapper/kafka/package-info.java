/**
 * Reads ranges of Kafka partitions: the port {@link io.sluice.mapper.kafka.RangeReader} and its
 * implementation with Kafka's consumer.
 *
 * <p>A task has one consumer. It reads topic by topic: all ranges of a topic are assigned together,
 * each is paused when its position has reached its end, and when the last one has, the broker is
 * asked whether the topic is still the one that was planned. What cannot be read is reported as a
 * value in the {@link io.sluice.records.PieceEnd} of that range while the others go on; an
 * exception means that the attempt should be tried again.
 */
@NullMarked
package io.sluice.mapper.kafka;

import org.jspecify.annotations.NullMarked;
