package io.sluice.mapper.kafka;

import io.sluice.mapper.check.kafka.TopicCheck;
import io.sluice.mapper.limit.ReadLimits;
import io.sluice.records.ReadItem;
import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The reference reader. It reads topic by topic, with one consumer at a time. */
final class ConsumerRangeReader implements RangeReader {
  private final Consumers consumers;
  private final TopicCheck topicCheck;
  private final Iterator<TopicStart> topics;
  private final ReadBudget waiting;
  private final Attempts attempts;
  private final UnreadableStretch.Search search;
  private final Queue<ReadItem> items = new ArrayDeque<>();
  private final long plannedOffsets;
  private long offsetsOfEndedTopics;
  private @Nullable TopicReading reading;
  private @Nullable ReadItem item;

  /**
   * @param heartbeat called at least every second or two while the reader waits
   */
  ConsumerRangeReader(
      Consumers consumers,
      TopicCheck topicCheck,
      List<TopicStart> topics,
      ReadLimits limits,
      InstantSource clock,
      Runnable heartbeat,
      Attempts attempts) {
    this.attempts = attempts;
    this.consumers = consumers;
    this.topicCheck = topicCheck;
    this.topics = topics.iterator();
    this.waiting = new ReadBudget(limits, clock, heartbeat);
    this.search =
        topics.stream().mapToInt(topic -> topic.pieces().size()).sum() == 1
            ? UnreadableStretch.Search.TO_THE_END
            : UnreadableStretch.Search.NONE;
    this.plannedOffsets = topics.stream().mapToLong(TopicStart::offsets).sum();
  }

  @Override
  public boolean advance() throws IOException {
    while (true) {
      if (reading != null && reading.nextRecord()) {
        item = reading.record();
        return true;
      }
      if (!items.isEmpty()) {
        item = items.remove();
        return true;
      }
      if (reading == null) {
        if (!topics.hasNext()) {
          item = null;
          return false;
        }
        reading = new TopicReading(consumers, topics.next(), items, waiting, attempts, search);
      } else if (reading.isOver()) {
        items.add(end(reading));
        offsetsOfEndedTopics += reading.work().offsets();
        reading = null;
      } else {
        reading.poll();
      }
    }
  }

  private TopicEnd end(TopicReading over) throws IOException {
    TopicStart work = over.work();
    // A topic of which nothing was fetched cannot be spoiled.
    return over.hasFetched()
        ? topicCheck
            .spoiled(work.topic(), work.topicId())
            .map(reason -> TopicEnd.spoiled(work.topic(), reason))
            .orElseGet(() -> TopicEnd.sound(work.topic()))
        : TopicEnd.sound(work.topic());
  }

  @Override
  public ReadItem item() {
    if (item == null) {
      throw new NoSuchElementException("The reader stands at no item");
    }
    return item;
  }

  @Override
  public float progress() {
    long behind = offsetsOfEndedTopics + (reading == null ? 0 : reading.offsetsBehind());
    return plannedOffsets == 0 ? 1 : (float) behind / plannedOffsets;
  }

  @Override
  public void close() {
    try (topicCheck) {
      consumers.close();
    }
  }
}
