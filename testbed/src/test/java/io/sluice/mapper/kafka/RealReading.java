package io.sluice.mapper.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.mapper.limit.ReadLimits;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.FetchedRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.ReadItem;
import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.api.TimestampType;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads ranges of real brokers, as a task does, and keeps the items that it was given. */
final class RealReading implements AutoCloseable {

  /** A record as it was handed on. */
  record Seen(
      int kafkaPartition,
      long offset,
      boolean hasValue,
      String value,
      String key,
      long timestamp,
      TimestampType type,
      List<String> headers) {}

  private final RangeReader reader;
  final List<Seen> records = new ArrayList<>();
  final Map<String, PieceEnd> ends = new TreeMap<>();
  final Map<String, TopicEnd> topics = new TreeMap<>();

  private RealReading(RangeReader reader) {
    this.reader = reader;
  }

  static RealReading open(
      String bootstrapServers, String settings, Duration stallTimeout, List<TopicStart> works) {
    Problems problems = new Problems();
    KafkaOptions options =
        KafkaOptions.read(
            Settings.NONE.overlay(
                "kafka.bootstrap.servers=" + bootstrapServers + "\n" + settings, "test", problems),
            problems);
    problems.throwIfAny();
    Clock clock = Clock.systemUTC();
    return new RealReading(
        RangeReaders.open(
            options.consumerOf("it"),
            options.adminOf("it"),
            works,
            new ReadLimits(
                clock.instant().plus(Duration.ofMinutes(3)),
                ReadLimits.UNLIMITED,
                ReadLimits.UNLIMITED,
                stallTimeout),
            clock,
            () -> {}));
  }

  /** Reads to the end and holds each range's account against what was seen. */
  static RealReading readAll(String bootstrapServers, List<TopicStart> works) throws IOException {
    return readAll(bootstrapServers, "", Duration.ofSeconds(60), works);
  }

  static RealReading readAll(
      String bootstrapServers, String settings, Duration stallTimeout, List<TopicStart> works)
      throws IOException {
    try (RealReading reading = open(bootstrapServers, settings, stallTimeout, works)) {
      while (reading.step()) {}
      reading.checkAccounts();
      return reading;
    }
  }

  /** Takes one item. */
  boolean step() throws IOException {
    if (!reader.advance()) {
      return false;
    }
    ReadItem item = reader.item();
    if (item instanceof FetchedRecord record) {
      records.add(
          new Seen(
              record.coordinates().kafkaPartition(),
              record.coordinates().offset(),
              record.hasValue(),
              UTF_8.decode(record.value().duplicate()).toString(),
              UTF_8.decode(record.coordinates().key().duplicate()).toString(),
              record.coordinates().timestamp(),
              record.coordinates().timestampType(),
              record.coordinates().headers().stream()
                  .map(header -> header.name() + "=" + text(header.value()))
                  .toList()));
    } else if (item instanceof PieceEnd end) {
      ends.put(end.range().kafkaPartition().toString(), end);
    } else if (item instanceof TopicEnd end) {
      topics.put(end.topic(), end);
    } else if (!(item instanceof TopicStart)) {
      throw new AssertionError(item);
    }
    return true;
  }

  private void checkAccounts() {
    Map<Integer, Long> seen =
        records.stream()
            .collect(Collectors.groupingBy(Seen::kafkaPartition, Collectors.counting()));
    if (topics.size() > 1) {
      return;
    }
    for (PieceEnd end : ends.values()) {
      long absent = end.absent().stream().mapToLong(Gap::count).sum();
      assertEquals(
          end.reached() - end.range().start(),
          absent + seen.getOrDefault(end.range().kafkaPartition().number(), 0L),
          end.toString());
    }
  }

  PieceEnd end(String topic, int kafkaPartition) {
    PieceEnd end = ends.get(topic + "-" + kafkaPartition);
    if (end == null) {
      throw new AssertionError("No end of " + topic + "-" + kafkaPartition + " in " + ends);
    }
    return end;
  }

  /** Why a topic is spoiled, empty if it is not. */
  String spoiled(String topic) {
    TopicEnd end = topics.get(topic);
    if (end == null) {
      throw new AssertionError("No end of " + topic + " in " + topics);
    }
    return end.failure().map(RangeFailure::message).orElse("");
  }

  String failure(String topic, int kafkaPartition) {
    return end(topic, kafkaPartition)
        .failure()
        .map(RangeFailure::kind)
        .map(String::valueOf)
        .orElse("");
  }

  List<String> values() {
    return records.stream()
        .sorted(Comparator.comparingInt(Seen::kafkaPartition).thenComparingLong(Seen::offset))
        .map(Seen::value)
        .toList();
  }

  @Override
  public void close() {
    reader.close();
  }

  /** A topic from its beginning to its last stable offsets, as a planner would have it. */
  static TopicStart whole(Admin admin, String topic) throws IOException {
    Map<Integer, Long> ends = ends(admin, topic);
    Map<Integer, Long> begins = offsets(admin, topic, OffsetSpec.earliest());
    return work(
        admin,
        topic,
        ends.entrySet().stream()
            .map(
                end ->
                    piece(
                        topic,
                        end.getKey(),
                        begins.getOrDefault(end.getKey(), 0L),
                        end.getValue(),
                        LeaderEpoch.UNKNOWN))
            .toList());
  }

  static TopicStart work(Admin admin, String topic, List<Piece> pieces) throws IOException {
    return new TopicStart(topic, topicId(admin, topic), "{}", "/d", "/q", pieces);
  }

  static Piece piece(String topic, int kafkaPartition, long start, long end, int epoch) {
    return new Piece(
        new OffsetRange(new KafkaPartition(topic, kafkaPartition), start, end), epoch, 0);
  }

  static Map<Integer, Long> ends(Admin admin, String topic) throws IOException {
    return offsets(admin, topic, OffsetSpec.latest());
  }

  private static Map<Integer, Long> offsets(Admin admin, String topic, OffsetSpec spec)
      throws IOException {
    try {
      Map<TopicPartition, OffsetSpec> asked =
          described(admin, topic).partitions().stream()
              .collect(
                  Collectors.toMap(
                      info -> new TopicPartition(topic, info.partition()), info -> spec));
      Map<Integer, Long> found = new TreeMap<>();
      admin
          .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .all()
          .get()
          .forEach((at, info) -> found.put(at.partition(), info.offset()));
      return found;
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
  }

  private static String topicId(Admin admin, String topic) throws IOException {
    try {
      return described(admin, topic).topicId().toString();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
  }

  static TopicDescription described(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    return admin.describeTopics(List.of(topic)).allTopicNames().get().values().iterator().next();
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
  }
}
