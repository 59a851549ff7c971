/**
 * Queries to Kafka outside of the map tasks: the ID of the cluster, the topics with their IDs, and
 * the bounds of their logs. Answers are values, per topic and Kafka partition, so that one that
 * cannot be asked keeps none of the others from landing. Kafka's own types stay within this
 * package.
 */
@NullMarked
package io.sluice.job.kafka;

import org.jspecify.annotations.NullMarked;
