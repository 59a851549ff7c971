/**
 * The range reader on real brokers: each row of design.md's table of what Kafka does to a reader.
 */
@NullMarked
package io.sluice.mapper.kafka;

import org.jspecify.annotations.NullMarked;
