package io.sluice.mapper.kafka;

import io.sluice.records.FetchedRecord;
import io.sluice.records.ReadItem;
import io.sluice.tracker.offset.RangeFailure;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads all ranges of one topic together. Before the next poll all that the last one gave has been
 * handed on, so a range that ends early ends exactly behind its last record.
 *
 * <p>An empty poll means nothing. A range is whole when the consumer's position has reached its
 * end: markers and aborted transactions move it as records do.
 */
final class TopicReading {
  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final TopicWork work;
  private final Waiting waiting;
  private final OpenRanges open;
  private boolean hasFetched;

  private final RecordFiller filler = new RecordFiller();
  private ConsumerRecords<ByteBuffer, ByteBuffer> polled = ConsumerRecords.empty();
  private Iterator<Map.Entry<TopicPartition, OffsetAndMetadata>> positions =
      Collections.emptyIterator();
  private Iterator<ConsumerRecord<ByteBuffer, ByteBuffer>> records = Collections.emptyIterator();
  private @Nullable RangeProgress delivered;
  private OffsetAndMetadata positionBehind = new OffsetAndMetadata(0);

  /**
   * Begins with the topic.
   *
   * @param told receives all items that are no records
   */
  TopicReading(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      TopicWork work,
      Queue<ReadItem> told,
      Waiting waiting) {
    this.consumer = consumer;
    this.work = work;
    this.waiting = waiting;
    told.add(work.start());
    this.open = new OpenRanges(consumer, work.pieces(), told, waiting);
  }

  TopicWork work() {
    return work;
  }

  /** Whether each piece has ended. */
  boolean isOver() {
    return open.isEmpty();
  }

  /** Whether a broker has been asked for anything. */
  boolean hasFetched() {
    return hasFetched;
  }

  long offsetsBehind() {
    return open.offsetsBehind();
  }

  /** Moves to the next record of the last poll, if there is one. */
  boolean nextRecord() {
    Optional<RangeFailure> refusal = filler.record().takeRefusal();
    if (refusal.isPresent() && delivered != null) {
      open.refuse(delivered, refusal.get());
      delivered = null;
    }
    while (true) {
      while (delivered != null && records.hasNext()) {
        ConsumerRecord<ByteBuffer, ByteBuffer> record = records.next();
        if (open.take(delivered, record)) {
          waiting.read(
              Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()));
          filler.fill(record);
          return true;
        }
      }
      if (delivered != null) {
        open.settle(delivered, positionBehind);
        delivered = null;
      }
      if (!positions.hasNext()) {
        return false;
      }
      Map.Entry<TopicPartition, OffsetAndMetadata> position = positions.next();
      delivered = open.find(position.getKey());
      positionBehind = position.getValue();
      records = polled.records(position.getKey()).iterator();
    }
  }

  /** The record that {@link #nextRecord} has moved to. */
  FetchedRecord record() {
    return filler.record();
  }

  /** Fetches once, or ends ranges that cannot or must not be read on. */
  void poll() throws IOException {
    waiting.keepPace();
    Optional<String> limit = waiting.limit();
    if (limit.isPresent()) {
      open.endAll(RangeFailure.Kind.LIMIT, limit.get());
      return;
    }
    open.endStalled();
    if (open.isEmpty()) {
      return;
    }
    open.arrange();
    hasFetched = true;
    Instant before = waiting.now();
    try {
      polled = consumer.poll(Waiting.STEP);
      positions = polled.nextOffsets().entrySet().iterator();
    } catch (KafkaException e) {
      open.fail(e);
    } catch (IllegalArgumentException
        | BufferUnderflowException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      // What parsing a batch of a producer that is no Kafka client may come to.
      open.failUnforeseen(e);
    } finally {
      waiting.polledSince(before);
    }
  }
}
