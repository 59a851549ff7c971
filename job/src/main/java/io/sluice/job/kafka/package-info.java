/**
 * Queries to Kafka outside of the map tasks: the ID of the cluster, the topics with their IDs, and
 * the bounds of their logs. Answers are values, per topic and Kafka partition, so that a missing
 * answer does not affect the others. Kafka's own types are used only within this package.
 */
@NullMarked
package io.sluice.job.kafka;

import org.jspecify.annotations.NullMarked;
