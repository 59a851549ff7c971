package io.sluice.mapper.kafka;

import io.sluice.tracker.message.Log;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a task. One is open at a time: after a poll that ran out of memory the old one is
 * closed, with all that it has fetched, before the next one is opened.
 */
final class Consumers implements AutoCloseable {
  private static final Log LOG = Log.of(Consumers.class);

  /** A broker that does not answer must not keep the task from its end. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** How much a consumer takes into memory at once. */
  enum Pace {
    FULL,
    /** One batch of one Kafka partition, of which a poll decompresses one record. */
    RECORD_BY_RECORD,
    /** The same for trials at single offsets, of which nothing is handed on. */
    TRIAL
  }

  private final Function<Pace, Consumer<ByteBuffer, ByteBuffer>> opening;
  private Pace pace = Pace.FULL;
  private @Nullable Consumer<ByteBuffer, ByteBuffer> open;

  private Consumers(Function<Pace, Consumer<ByteBuffer, ByteBuffer>> opening) {
    this.opening = opening;
  }

  /** Opens the consumer at full pace. */
  static Consumers open(Function<Pace, Consumer<ByteBuffer, ByteBuffer>> opening) {
    Consumers consumers = new Consumers(opening);
    consumers.current();
    return consumers;
  }

  Consumer<ByteBuffer, ByteBuffer> current() {
    if (open == null) {
      open = opening.apply(pace);
    }
    return open;
  }

  Pace pace() {
    return pace;
  }

  /** Opens a new consumer, which has nothing assigned. */
  void change(Pace next) {
    try {
      close();
    } catch (KafkaException | OutOfMemoryError e) {
      LOG.warn("Cannot close the consumer that ran out of memory", e);
    }
    pace = next;
    current();
  }

  @Override
  public void close() {
    Consumer<ByteBuffer, ByteBuffer> closing = open;
    open = null;
    if (closing != null) {
      closing.close(CloseOptions.timeout(CLOSING));
    }
  }

  /**
   * The ranges that are still to be read record by record: each as far as the poll could have come
   * that ran out of memory. Where that finds nothing, the next time goes further.
   */
  static final class RecordByRecord {
    /** More than {@code max.poll.records} is by default. */
    private static final int FIRST_DISTANCE = 2000;

    private final Deque<TopicPartition> left = new ArrayDeque<>();
    private long distance = FIRST_DISTANCE;
    private long records;
    private boolean toEnd;

    void begin(Map<TopicPartition, RangeProgress> ranges) {
      left.clear();
      left.addAll(ranges.keySet());
      records = 0;
      toEnd = false;
    }

    /** One range alone, however far it goes. */
    void beginToEnd(RangeProgress range) {
      left.clear();
      left.add(range.topicPartition());
      toEnd = true;
    }

    boolean isToEnd(RangeProgress range) {
      return toEnd && range.topicPartition().equals(left.peek());
    }

    void passed(RangeProgress range) {
      if (range.topicPartition().equals(left.peek())) {
        records++;
      }
    }

    /** Drops those that have ended or come far enough, and says whether none is left. */
    boolean isOver(Map<TopicPartition, RangeProgress> ranges) {
      while (!left.isEmpty()
          && ((records >= distance && !toEnd) || !ranges.containsKey(left.peek()))) {
        left.remove();
        records = 0;
      }
      if (left.isEmpty()) {
        distance *= 2;
      }
      return left.isEmpty();
    }

    RangeProgress first(Map<TopicPartition, RangeProgress> ranges) {
      return Optional.ofNullable(left.peek())
          .map(ranges::get)
          .orElseGet(() -> ranges.values().iterator().next());
    }
  }
}
