package io.sluice.job.config;

import io.sluice.job.kafka.KafkaRelease;
import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Limits of a run, and its division into tasks.
 *
 * @param splitBytes work per task, in bytes as stored in Kafka
 * @param maxMapTasks maximum number of tasks; a run reads at most this number times {@code
 *     splitBytes}
 * @param maxTime after which tasks stop reading
 * @param maxBytes of a run, {@link #UNBOUNDED} if there is no limit
 * @param maxBytesPerSecond of all tasks of a run together, {@link #UNBOUNDED} if there is no limit
 * @param oldestBroker minimum Kafka release of each broker
 */
public record PlanningOptions(
    long splitBytes,
    int maxMapTasks,
    Duration maxTime,
    long maxBytes,
    long maxBytesPerSecond,
    KafkaRelease oldestBroker) {

  /** No limit of bytes. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  private static final Type<Long> SOME_BYTES = Type.SIZE.where(bytes -> bytes > 0, "more than 0");
  private static final Map<String, KafkaRelease> RELEASES =
      Map.of("2.8", KafkaRelease.V2_8, "2.4", KafkaRelease.V2_4);

  private static final Type<Integer> COUNT = Type.INT.where(count -> count > 0, "more than 0");

  static final Key<Long> SPLIT_BYTES =
      Key.of(
          "split.bytes",
          SOME_BYTES,
          "512m",
          "amount of data per task, in bytes as stored in Kafka");
  static final Key<Integer> MAX_MAP_TASKS =
      Key.of(
          "max.map.tasks",
          COUNT,
          "100",
          "maximum number of tasks per run. A run reads at most max.map.tasks times split.bytes; the next run reads the rest");
  static final Key<Integer> MAX_MINUTES =
      Key.of(
          "max.minutes.per.run",
          COUNT,
          "60",
          "minutes after which the tasks of a run stop reading; what they have read by then lands");
  static final Key<Long> MAX_BYTES =
      Key.optional(
          "max.bytes.per.run",
          SOME_BYTES,
          "maximum number of bytes that a run reads; the next run reads the rest");
  static final Key<Long> MAX_BYTES_PER_SECOND =
      Key.optional(
          "max.bytes.per.second",
          SOME_BYTES,
          "maximum number of bytes per second that all tasks of a run read together");

  static final Key<String> OLDEST_BROKER =
      Key.of(
          "oldest.broker",
          Type.STRING.where(RELEASES::containsKey, "2.8 or 2.4"),
          "2.8",
          "oldest Kafka release of the brokers that is accepted, 2.8 or 2.4. Before 2.8 a topic that was"
              + " deleted and created again cannot be recognized, and may be read as if it were the same topic");

  public static final List<Key<?>> KEYS =
      List.of(
          SPLIT_BYTES, MAX_MAP_TASKS, MAX_MINUTES, MAX_BYTES, MAX_BYTES_PER_SECOND, OLDEST_BROKER);

  public static PlanningOptions read(Settings settings, Problems problems) {
    return new PlanningOptions(
        settings.read(SPLIT_BYTES, problems),
        settings.read(MAX_MAP_TASKS, problems),
        Duration.ofMinutes(settings.read(MAX_MINUTES, problems)),
        settings.find(MAX_BYTES, problems).orElse(UNBOUNDED),
        settings.find(MAX_BYTES_PER_SECOND, problems).orElse(UNBOUNDED),
        RELEASES.getOrDefault(settings.read(OLDEST_BROKER, problems), KafkaRelease.V2_8));
  }
}
