package io.sluice.testbed;

import io.sluice.testbed.kafka.KafkaSettings;

/** What the parts of a {@link Stack} are started with. */
public record StackSettings(KafkaSettings kafka) {
  /** Three brokers. */
  public static StackSettings standard() {
    return new StackSettings(KafkaSettings.brokers(3));
  }
}
