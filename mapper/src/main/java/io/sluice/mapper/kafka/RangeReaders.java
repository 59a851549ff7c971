package io.sluice.mapper.kafka;

import io.sluice.mapper.check.kafka.AdminTopicCheck;
import io.sluice.mapper.limit.ReadLimits;
import io.sluice.records.TopicStart;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Creates the reader of one task. */
public final class RangeReaders {

  /** Defaults for a reader of ranges, which users may override. */
  private static final Map<String, String> TUNED =
      Map.of(
          // A few large fetches are most efficient, because ranges are divided by bytes.
          "max.partition.fetch.bytes",
          Integer.toString(4 << 20),
          "fetch.max.bytes",
          Integer.toString(32 << 20),
          "max.poll.records",
          "1000",
          "receive.buffer.bytes",
          Integer.toString(1 << 20),
          // All planned records are in the log. A fetch that waits is at the end of a range, and
          // would delay the next topic's first fetch.
          "fetch.max.wait.ms",
          "10",
          "enable.metrics.push",
          "false");

  /** Settings that the reader depends on. */
  private static final Map<String, String> FIXED =
      Map.of(
          "group.protocol", "classic",
          "allow.auto.create.topics", "false");

  /**
   * Settings of a consumer that uses as little memory as possible: a broker returns the next batch,
   * however large it is, and no second one.
   */
  private static final Map<String, String> RECORD_BY_RECORD =
      Map.of("max.partition.fetch.bytes", "1", "fetch.max.bytes", "1", "max.poll.records", "1");

  private RangeReaders() {}

  /**
   * Connects to nothing before the first item is asked for.
   *
   * @param consumerSettings of {@link KafkaOptions#consumerOf}
   * @param adminSettings of {@link KafkaOptions#adminOf}
   * @param topics in the order in which they are to be read
   * @param clock of the deadline
   * @param heartbeat called at least every second or two while the reader waits
   */
  public static RangeReader open(
      Map<String, String> consumerSettings,
      Map<String, String> adminSettings,
      List<TopicStart> topics,
      ReadLimits limits,
      InstantSource clock,
      Runnable heartbeat) {
    return open(
        consumerSettings,
        adminSettings,
        topics,
        limits,
        clock,
        heartbeat,
        RangeReader.Attempts.NONE);
  }

  /**
   * The same for one of several attempts.
   *
   * @param attempts that were before it
   */
  public static RangeReader open(
      Map<String, String> consumerSettings,
      Map<String, String> adminSettings,
      List<TopicStart> topics,
      ReadLimits limits,
      InstantSource clock,
      Runnable heartbeat,
      RangeReader.Attempts attempts) {
    Admin admin = KafkaOptions.open(adminSettings, () -> Admin.create(Map.copyOf(adminSettings)));
    try {
      return new ConsumerRangeReader(
          Consumers.open(pace -> consumer(consumerSettings, pace)),
          new AdminTopicCheck(admin),
          topics,
          limits,
          clock,
          heartbeat,
          attempts);
    } catch (RuntimeException e) {
      admin.close();
      throw e;
    }
  }

  private static Consumer<ByteBuffer, ByteBuffer> consumer(
      Map<String, String> consumerSettings, Consumers.Pace pace) {
    Map<String, Object> settings = new HashMap<>(TUNED);
    settings.putAll(consumerSettings);
    settings.putAll(FIXED);
    if (pace != Consumers.Pace.FULL) {
      settings.putAll(RECORD_BY_RECORD);
    }
    // Returns the fetched buffers without copying them.
    return KafkaOptions.open(
        settings,
        () ->
            new KafkaConsumer<>(
                settings, new ByteBufferDeserializer(), new ByteBufferDeserializer()));
  }
}
