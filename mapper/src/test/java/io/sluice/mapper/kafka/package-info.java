/** Tests of the range reader on Kafka's own MockConsumer; the real brokers are in the testbed. */
@NullMarked
package io.sluice.mapper.kafka;

import org.jspecify.annotations.NullMarked;
