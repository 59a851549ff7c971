package io.sluice.job.kafka;

import java.io.IOException;

/**
 * Thrown if Kafka as a whole does not answer: nothing can be planned, and nothing has been changed.
 */
public final class KafkaUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  KafkaUnavailableException(String message) {
    super(message);
  }

  KafkaUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
