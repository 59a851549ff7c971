package io.sluice.mapper.kafka;

import io.sluice.mapper.limit.ReadLimits;
import io.sluice.records.FetchedRecord;
import io.sluice.records.ReadItem;
import io.sluice.records.TopicStart;
import io.sluice.records.api.Header;
import io.sluice.records.api.TimestampType;
import io.sluice.tracker.offset.RangeFailure;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads all ranges of one topic together. All records of a poll are processed before the next poll,
 * so a range that ends early ends exactly after its last record.
 *
 * <p>An empty poll has no meaning. A range is complete when the consumer's position has reached its
 * end; control records and aborted transactions advance the position as records do.
 */
final class TopicReading {
  private final Consumers consumers;
  private final TopicStart work;
  private final ReadBudget waiting;
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
   * Starts with the topic.
   *
   * @param items receives all items except records
   */
  TopicReading(
      Consumers consumers,
      TopicStart work,
      Queue<ReadItem> items,
      ReadBudget waiting,
      RangeReader.Attempts attempts,
      UnreadableStretch.Search search) {
    this.consumers = consumers;
    this.work = work;
    this.waiting = waiting;
    items.add(work);
    this.open = new OpenRanges(consumers, work.pieces(), items, waiting, attempts, search);
  }

  TopicStart work() {
    return work;
  }

  /** Whether each piece has ended. */
  boolean isOver() {
    return open.isEmpty();
  }

  /** Returns whether any request was sent to a broker. */
  boolean hasFetched() {
    return hasFetched;
  }

  long offsetsBehind() {
    return open.offsetsBehind();
  }

  /** Advances to the next record of the last poll, if there is one. */
  boolean nextRecord() {
    Optional<RangeFailure> refusal = filler.record().takeRefusal();
    if (refusal.isPresent() && delivered != null) {
      refuse(delivered, refusal.get());
    }
    while (true) {
      while (delivered != null && records.hasNext()) {
        ConsumerRecord<ByteBuffer, ByteBuffer> record = records.next();
        if (open.take(delivered, record)) {
          long bytes = bytes(record);
          if (bytes > waiting.largestRecord()) {
            RangeProgress range = delivered;
            drop();
            open.refuseForMemory(
                range,
                "the record there has %d bytes, and a task, which holds a record up to 16 times, has %d MiB for that"
                    .formatted(bytes, ReadLimits.heapBytes(waiting.largestRecord()) >> 20));
            return false;
          }
          waiting.read(bytes);
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

  private void refuse(RangeProgress range, RangeFailure refusal) {
    if (refusal.kind() == RangeFailure.Kind.MEMORY) {
      drop();
      open.refuseForMemory(range, refusal.message());
    } else {
      open.refuse(range, refusal);
      delivered = null;
    }
  }

  /** Releases all records of the last poll. */
  private void drop() {
    polled = ConsumerRecords.empty();
    positions = Collections.emptyIterator();
    records = Collections.emptyIterator();
    delivered = null;
    filler.drop();
  }

  /** Bytes of key, value and headers. */
  static long bytes(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    long bytes =
        (long) Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    // For a record without headers, the common case, this creates no object.
    for (org.apache.kafka.common.header.Header header : record.headers().toArray()) {
      byte[] value = header.value();
      bytes += header.key().length() + (value == null ? 0 : value.length);
    }
    return bytes;
  }

  /** The current record. */
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
    open.choose();
    if (open.isEmpty()) {
      return;
    }
    open.arrange();
    hasFetched = true;
    Instant before = waiting.now();
    try {
      polled = consumers.current().poll(ReadBudget.STEP);
      positions = polled.nextOffsets().entrySet().iterator();
    } catch (KafkaException e) {
      open.fail(e);
    } catch (IllegalArgumentException
        | BufferUnderflowException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      // Possible exceptions when a batch of an incorrect producer is parsed.
      open.failUnforeseen(e);
    } catch (OutOfMemoryError e) {
      drop();
      open.failForMemory(e);
    } finally {
      waiting.polledSince(before);
    }
  }

  /** Fills the single {@link FetchedRecord} from the consumer's record, without a copy. */
  private static final class RecordFiller {
    private final FetchedRecord fetched = new FetchedRecord();

    /** One object for all records; headers are created only on demand. */
    private final Supplier<List<Header>> headers = this::headers;

    private Iterable<org.apache.kafka.common.header.Header> headersOfKafka = List.of();

    /** Valid until the next {@link #fill}. */
    FetchedRecord record() {
      return fetched;
    }

    void fill(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
      headersOfKafka = record.headers();
      fetched
          .coordinates()
          .at(record.topic(), record.partition(), record.offset())
          .stamped(record.timestamp(), typeOf(record))
          .headed(headers);
      ByteBuffer key = record.key();
      if (key != null) {
        fetched.coordinates().keyed(key);
      }
      ByteBuffer value = record.value();
      if (value == null) {
        fetched.withoutValue();
      } else {
        fetched.valued(value);
      }
    }

    /** Releases a record that is not processed further. */
    void drop() {
      headersOfKafka = List.of();
      fetched.coordinates().at("", 0, 0);
      fetched.withoutValue();
    }

    private static TimestampType typeOf(ConsumerRecord<?, ?> record) {
      return switch (record.timestampType()) {
        case NO_TIMESTAMP_TYPE -> TimestampType.NONE;
        case CREATE_TIME -> TimestampType.CREATE_TIME;
        case LOG_APPEND_TIME -> TimestampType.LOG_APPEND_TIME;
      };
    }

    private List<Header> headers() {
      List<Header> made = new ArrayList<>();
      for (org.apache.kafka.common.header.Header header : headersOfKafka) {
        byte[] value = header.value();
        made.add(
            value == null
                ? Header.withoutValue(header.key())
                : Header.of(header.key(), ByteBuffer.wrap(value)));
      }
      return made;
    }
  }
}
