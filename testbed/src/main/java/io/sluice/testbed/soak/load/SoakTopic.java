package io.sluice.testbed.soak.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.content.TestEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic that the soak fills. Its records lie in a dozen hours from the first batch on, so that
 * each run lands many files, and its publishing takes long enough to be hit.
 */
public final class SoakTopic {
  private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

  private final String name;
  private final int kafkaPartitions;
  private final Encoding encoding;
  private final Sending sending;
  private final int hours;
  private long made;

  /** Mode in which records are sent to a topic. */
  public enum Sending {
    PLAIN,
    /** In transactions, of which some are aborted. */
    TRANSACTIONS
  }

  /**
   * A topic of which nothing is made yet.
   *
   * @param hours how many time partitions its records lie in
   */
  public SoakTopic(
      String name, int kafkaPartitions, Encoding encoding, Sending sending, int hours) {
    this.name = name;
    this.kafkaPartitions = kafkaPartitions;
    this.encoding = encoding;
    this.sending = sending;
    this.hours = hours;
  }

  public String name() {
    return name;
  }

  public int kafkaPartitions() {
    return kafkaPartitions;
  }

  public Encoding encoding() {
    return encoding;
  }

  Sending sending() {
    return sending;
  }

  /** The next records, over all Kafka partitions and hours alike. */
  List<ProducerRecord<byte[], byte[]>> next(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++, made++) {
      records.add(
          new ProducerRecord<>(
              name,
              (int) (made % kafkaPartitions),
              time(),
              ("key-" + made).getBytes(UTF_8),
              encoding.encoded(TestEvent.of(made))));
    }
    return records;
  }

  private long time() {
    long hour = made / kafkaPartitions % hours;
    return FIRST
        .plus(Duration.ofHours(hour))
        .plusMillis(made % Duration.ofHours(1).toMillis())
        .toEpochMilli();
  }
}
