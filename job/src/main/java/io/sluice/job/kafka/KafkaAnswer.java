package io.sluice.job.kafka;

import java.util.Optional;

/** Kafka's answer for one topic or Kafka partition, or the reason why there is none. */
public sealed interface KafkaAnswer<T> {

  /** The fact, if it is known. */
  default Optional<T> known() {
    return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
  }

  /** A fact. */
  record Known<T>(T value) implements KafkaAnswer<T> {}

  /**
   * No fact.
   *
   * @param message Kafka's own message
   */
  record NotKnown<T>(Reason reason, String message) implements KafkaAnswer<T> {}

  /** The reason why there is no fact. */
  enum Reason {
    /** There is no such topic or Kafka partition. */
    MISSING,
    /** The principal has no right to read it. */
    FORBIDDEN,
    /** No leader, no answer in time, or an error that may pass. */
    UNREACHABLE
  }
}
