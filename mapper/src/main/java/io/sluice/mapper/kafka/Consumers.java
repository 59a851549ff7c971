package io.sluice.mapper.kafka;

import io.sluice.tracker.message.Log;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a task. One is open at a time: after a poll that ran out of memory the old one is
 * closed, with all that it has fetched, before the next one is opened.
 */
final class Consumers implements AutoCloseable {
  private static final Log LOG = Log.of(Consumers.class);

  /** A broker that does not answer must not delay the end of the task. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** Amount of data that a consumer keeps in memory. */
  enum Pace {
    FULL,
    /** One batch of one Kafka partition, of which a poll decompresses one record. */
    RECORD_BY_RECORD,
    /** The same for {@link SingleReads}. */
    SINGLE_READS
  }

  private final Function<Pace, Consumer<ByteBuffer, ByteBuffer>> opening;
  private Pace pace = Pace.FULL;
  private @Nullable Consumer<ByteBuffer, ByteBuffer> open;

  private Consumers(Function<Pace, Consumer<ByteBuffer, ByteBuffer>> opening) {
    this.opening = opening;
  }

  /** Opens the consumer at normal speed. */
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

  /** Opens a new consumer without an assignment. */
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
}
