package io.sluice.job.kafka;

import java.io.IOException;

/** Kafka as a whole cannot be asked: nothing can be planned, and nothing has been changed. */
public final class KafkaUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  KafkaUnavailableException(String message) {
    super(message);
  }

  KafkaUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
