package io.sluice.proof.simulation.log;

/** Format in which brokers write the records of a log. */
public enum MessageFormat {
  /** Each record carries its leader epoch. */
  NEW,
  /** As before Kafka 0.11, where no record carries one. */
  OLD
}
