package io.sluice.mapper.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.tracker.offset.LeaderEpoch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's MockConsumer, whose polls answer what a test has written down, since a position that
 * moves without a record is beyond the original. When nothing is left to say it waits as long as it
 * may.
 */
final class ScriptedConsumer extends MockConsumer<ByteBuffer, ByteBuffer> {
  private final Queue<Supplier<Poll>> script = new ArrayDeque<>();
  private final StepClock clock;
  private boolean isWithoutMetadata;
  final Map<TopicPartition, OffsetAndMetadata> seeks = new HashMap<>();
  final Map<TopicPartition, Long> logEnds = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
  private final Map<TopicPartition, List<ConsumerRecord<ByteBuffer, ByteBuffer>>> logs =
      new HashMap<>();
  final List<Set<TopicPartition>> assignments = new ArrayList<>();
  final List<Set<TopicPartition>> unpausedAtPoll = new ArrayList<>();

  ScriptedConsumer(StepClock clock) {
    super("none");
    this.clock = clock;
  }

  /** The result of one poll: records, and the positions behind them. */
  static final class Poll {
    private final Map<TopicPartition, List<ConsumerRecord<ByteBuffer, ByteBuffer>>> records =
        new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();

    /** Records of one byte each at these offsets, the position behind the last. */
    Poll records(String topic, int kafkaPartition, int epoch, long... offsets) {
      for (long offset : offsets) {
        record(topic, kafkaPartition, epoch, offset, ByteBuffer.wrap("v".getBytes(UTF_8)));
      }
      return this;
    }

    Poll record(String topic, int kafkaPartition, int epoch, long offset, ByteBuffer value) {
      return record(
          new ConsumerRecord<>(
              topic,
              kafkaPartition,
              offset,
              1000 + offset,
              TimestampType.LOG_APPEND_TIME,
              1,
              value.remaining(),
              ByteBuffer.wrap("k".getBytes(UTF_8)),
              value,
              new RecordHeaders().add("trace", new byte[] {1, 2}),
              known(epoch)));
    }

    Poll record(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
      TopicPartition at = new TopicPartition(record.topic(), record.partition());
      records.computeIfAbsent(at, each -> new ArrayList<>()).add(record);
      return position(
          record.topic(),
          record.partition(),
          record.leaderEpoch().orElse(LeaderEpoch.UNKNOWN),
          record.offset() + 1);
    }

    Poll position(String topic, int kafkaPartition, int epoch, long offset) {
      positions.put(
          new TopicPartition(topic, kafkaPartition),
          new OffsetAndMetadata(offset, known(epoch), ""));
      return this;
    }

    private static Optional<Integer> known(int epoch) {
      return epoch == LeaderEpoch.UNKNOWN ? Optional.empty() : Optional.of(epoch);
    }
  }

  ScriptedConsumer then(Poll poll) {
    script.add(() -> poll);
    return this;
  }

  ScriptedConsumer thenNothing(int times) {
    for (int i = 0; i < times; i++) {
      script.add(
          () -> {
            clock.goOn(ReadBudget.STEP);
            return new Poll();
          });
    }
    return this;
  }

  ScriptedConsumer thenThrow(RuntimeException error) {
    script.add(
        () -> {
          throw error;
        });
    return this;
  }

  ScriptedConsumer thenRunOutOfMemory() {
    script.add(
        () -> {
          throw new OutOfMemoryError("Java heap space");
        });
    return this;
  }

  /**
   * Once the script is over, a poll answers the next record of this log where it was sought last.
   *
   * @param valueBytes of the records from offset 0 on
   */
  ScriptedConsumer thenByOffset(String topic, int kafkaPartition, int... valueBytes) {
    for (int offset = 0; offset < valueBytes.length; offset++) {
      Poll one = new Poll();
      one.record(topic, kafkaPartition, 2, offset, ByteBuffer.allocate(valueBytes[offset]));
      one.records.forEach(
          (at, records) -> logs.computeIfAbsent(at, each -> new ArrayList<>()).addAll(records));
    }
    return this;
  }

  /** Null if there is no such log, or nothing behind the offset. */
  private @Nullable Supplier<Poll> atSoughtOffset() {
    return logs.entrySet().stream()
        .filter(each -> assignment().contains(each.getKey()))
        .flatMap(each -> each.getValue().stream().filter(this::isSought))
        .findFirst()
        .<Supplier<Poll>>map(record -> () -> new Poll().record(record))
        .orElse(null);
  }

  private boolean isSought(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    OffsetAndMetadata sought = seeks.get(new TopicPartition(record.topic(), record.partition()));
    return sought != null && record.offset() >= sought.offset();
  }

  @Override
  public synchronized ConsumerRecords<ByteBuffer, ByteBuffer> poll(Duration timeout) {
    Set<TopicPartition> unpaused = new java.util.HashSet<>(assignment());
    unpaused.removeAll(paused());
    unpausedAtPoll.add(unpaused);
    Supplier<Poll> next = script.isEmpty() ? atSoughtOffset() : script.remove();
    if (next == null) {
      clock.goOn(timeout);
      return ConsumerRecords.empty();
    }
    Poll poll = next.get();
    reached.putAll(poll.positions);
    return new ConsumerRecords<>(poll.records, poll.positions);
  }

  /** No broker says who leads a Kafka partition. */
  void answersNoMetadata() {
    isWithoutMetadata = true;
  }

  @Override
  public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
    if (isWithoutMetadata) {
      throw new TimeoutException("no answer");
    }
    return super.partitionsFor(topic, timeout);
  }

  @Override
  public synchronized OptionalLong currentLag(TopicPartition of) {
    OffsetAndMetadata position = reached.get(of);
    Long end = logEnds.get(of);
    return position == null || end == null
        ? OptionalLong.empty()
        : OptionalLong.of(end - position.offset());
  }

  @Override
  public synchronized void assign(Collection<TopicPartition> partitions) {
    assignments.add(Set.copyOf(partitions));
    super.assign(partitions);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offsetAndMetadata) {
    seeks.put(partition, offsetAndMetadata);
    super.seek(partition, offsetAndMetadata);
  }
}
