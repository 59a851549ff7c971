/** Kafka's facts: the contract that the real ones and the fake keep alike. */
@NullMarked
package io.sluice.job.kafka;

import org.jspecify.annotations.NullMarked;
