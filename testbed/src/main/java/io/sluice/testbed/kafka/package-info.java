/**
 * Real Kafka brokers (KRaft, no ZooKeeper) as child processes, and what a test does with them:
 * topics with the replicas where it wants them, records in and out by Kafka's own clients, brokers
 * killed and started again.
 */
@NullMarked
package io.sluice.testbed.kafka;

import org.jspecify.annotations.NullMarked;
