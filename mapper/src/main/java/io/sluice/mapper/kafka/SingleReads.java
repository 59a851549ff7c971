package io.sluice.mapper.kafka;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads of one record at any offset of a Kafka partition, which is handed on to nobody. They leave
 * a consumer that has something else assigned.
 */
final class SingleReads implements UnreadableStretch.OffsetReader {
  /** A poll waits for a second. */
  private static final int MOST_POLLS = 15;

  private final Consumers consumers;
  private final ReadBudget waiting;
  private final TopicPartition topicPartition;

  SingleReads(Consumers consumers, ReadBudget waiting, TopicPartition topicPartition) {
    this.consumers = consumers;
    this.waiting = waiting;
    this.topicPartition = topicPartition;
    consumers.change(Consumers.Pace.SINGLE_READS);
  }

  @Override
  public UnreadableStretch.Outcome read(long offset) {
    Consumer<ByteBuffer, ByteBuffer> consumer = consumers.current();
    // What was fetched before is dropped only where it is not assigned.
    consumer.assign(List.of());
    consumer.assign(List.of(topicPartition));
    consumer.seek(topicPartition, new OffsetAndMetadata(offset));
    for (int polls = 0; polls < MOST_POLLS && waiting.limit().isEmpty(); polls++) {
      waiting.live();
      Optional<UnreadableStretch.Outcome> outcome = poll(consumer, offset);
      if (outcome.isPresent()) {
        return outcome.orElseThrow();
      }
    }
    return new UnreadableStretch.NotKnown();
  }

  /** Empty if another poll may say more. */
  private Optional<UnreadableStretch.Outcome> poll(
      Consumer<ByteBuffer, ByteBuffer> consumer, long offset) {
    try {
      ConsumerRecords<ByteBuffer, ByteBuffer> polled = consumer.poll(ReadBudget.STEP);
      for (ConsumerRecord<ByteBuffer, ByteBuffer> record : polled.records(topicPartition)) {
        return Optional.of(
            TopicReading.bytes(record) > waiting.largestRecord()
                ? new UnreadableStretch.TooLarge(record.offset() + 1)
                : new UnreadableStretch.CanBeRead());
      }
      OffsetAndMetadata position = polled.nextOffsets().get(topicPartition);
      return position != null && position.offset() > offset
          ? Optional.of(new UnreadableStretch.CanBeRead())
          : Optional.empty();
    } catch (OutOfMemoryError e) {
      consumers.change(Consumers.Pace.SINGLE_READS);
      return Optional.of(new UnreadableStretch.OutOfMemory());
    } catch (InterruptException | WakeupException e) {
      throw e;
    } catch (RetriableException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      // What is corrupt there, or has expired, is for the next run to find.
      return Optional.of(new UnreadableStretch.NotKnown());
    }
  }
}
