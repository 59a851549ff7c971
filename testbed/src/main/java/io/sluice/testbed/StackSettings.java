package io.sluice.testbed;

import io.sluice.testbed.hadoop.HadoopSettings;
import io.sluice.testbed.kafka.KafkaSettings;

/** Settings with which the parts of a {@link Stack} are started. */
public record StackSettings(KafkaSettings kafka, HadoopSettings hadoop) {
  /** Three brokers, the newest Hadoop. */
  public static StackSettings standard() {
    return new StackSettings(
        KafkaSettings.brokers(3), HadoopSettings.version(HadoopSettings.NEWEST));
  }
}
