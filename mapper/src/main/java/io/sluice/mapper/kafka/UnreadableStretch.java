package io.sluice.mapper.kafka;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The offsets from one that does not fit into the task's memory to the next that can be read. The
 * client decompresses a batch from its beginning, so behind a record that is too large no other of
 * its batch can be read; nor can an offset of a hole before it. Kafka's client does not say where
 * the batch ends, so offsets are tried.
 */
final class UnreadableStretch {
  /** A poll waits for a second. */
  private static final int MOST_POLLS = 15;

  /** Outcome of an attempt to read at an offset. */
  enum Tried {
    READABLE,
    UNREADABLE,
    /** No broker has answered, or there is no time. */
    NOT_KNOWN
  }

  /** Reads at an offset. */
  interface Trial {
    Tried at(long offset);
  }

  private final Consumers consumers;
  private final Waiting waiting;

  UnreadableStretch(Consumers consumers, Waiting waiting) {
    this.consumers = consumers;
    this.waiting = waiting;
  }

  /**
   * Finds the end of the stretch at which a range stands. Leaves a consumer that has something else
   * assigned.
   *
   * @return at most the range's end; empty if nobody says
   */
  OptionalLong end(RangeProgress range) {
    consumers.change(Consumers.Pace.TRIAL);
    return end(range.next(), range.range().end(), offset -> tried(range.topicPartition(), offset));
  }

  /** Leaps, each twice as far as the one before, until an offset can be read; then halves. */
  static OptionalLong end(long unreadable, long end, Trial trial) {
    long inside = unreadable;
    long outside = end;
    long leap = 1;
    while (outside - inside > 1) {
      boolean leaps = outside == end && inside + leap < end;
      long next = leaps ? inside + leap : inside + (outside - inside) / 2;
      switch (trial.at(next)) {
        case UNREADABLE -> inside = next;
        case READABLE -> outside = next;
        case NOT_KNOWN -> {
          return OptionalLong.empty();
        }
      }
      leap *= 2;
    }
    return OptionalLong.of(outside);
  }

  private Tried tried(TopicPartition of, long offset) {
    Consumer<ByteBuffer, ByteBuffer> consumer = consumers.current();
    // What was fetched before is dropped only where it is not assigned.
    consumer.assign(List.of());
    consumer.assign(List.of(of));
    consumer.seek(of, new OffsetAndMetadata(offset));
    for (int polls = 0; polls < MOST_POLLS && waiting.limit().isEmpty(); polls++) {
      waiting.live();
      Optional<Tried> answer = poll(consumer, of, offset);
      if (answer.isPresent()) {
        return answer.orElseThrow();
      }
    }
    return Tried.NOT_KNOWN;
  }

  /** Empty if another poll may say more. */
  private Optional<Tried> poll(
      Consumer<ByteBuffer, ByteBuffer> consumer, TopicPartition of, long offset) {
    try {
      ConsumerRecords<ByteBuffer, ByteBuffer> polled = consumer.poll(Waiting.STEP);
      for (ConsumerRecord<ByteBuffer, ByteBuffer> record : polled.records(of)) {
        return Optional.of(
            TopicReading.bytes(record) > waiting.largestRecord()
                ? Tried.UNREADABLE
                : Tried.READABLE);
      }
      OffsetAndMetadata position = polled.nextOffsets().get(of);
      return position != null && position.offset() > offset
          ? Optional.of(Tried.READABLE)
          : Optional.empty();
    } catch (OutOfMemoryError e) {
      consumers.change(Consumers.Pace.TRIAL);
      return Optional.of(Tried.UNREADABLE);
    } catch (InterruptException | WakeupException e) {
      throw e;
    } catch (RetriableException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      // What is corrupt there, or has expired, is for the next run to find.
      return Optional.of(Tried.NOT_KNOWN);
    }
  }
}
