package io.sluice.job.kafka;

import java.util.Collection;
import java.util.Collections;

/** The Kafka releases of brokers that Kafka's client supports, in order. */
public enum KafkaRelease {
  BEFORE_2_1("older than 2.1"),
  V2_1("2.1"),
  V2_2("2.2"),
  V2_3("2.3"),
  V2_4("2.4"),
  V2_5("2.5"),
  V2_6("2.6"),
  V2_7("2.7"),
  V2_8("2.8"),
  V3_0("3.0"),
  SINCE_3_1("3.1 or newer");

  private final String text;

  KafkaRelease(String text) {
    this.text = text;
  }

  public boolean isAtMost(KafkaRelease other) {
    return compareTo(other) <= 0;
  }

  /** Such as {@code 2.2} or {@code 2.2 to 2.4}. */
  public static String range(Collection<KafkaRelease> releases) {
    KafkaRelease oldest = Collections.min(releases);
    KafkaRelease newest = Collections.max(releases);
    return oldest == newest ? oldest.text : oldest.text + " to " + newest.text;
  }

  @Override
  public String toString() {
    return text;
  }
}
