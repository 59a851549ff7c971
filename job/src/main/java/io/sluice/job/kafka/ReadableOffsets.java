package io.sluice.job.kafka;

import io.sluice.mapper.kafka.KafkaOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Finds the first offset from which a log can be read, by trial. Kafka's client reports a corrupt
 * batch and its start, but not its end.
 */
final class ReadableOffsets implements AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Pattern BATCH = Pattern.compile(" at offset (\\d+) is invalid");

  /** One batch at a time, including records of open and aborted transactions. */
  private static final Map<String, String> FIXED =
      Map.of(
          "max.partition.fetch.bytes", "1",
          "max.poll.records", "1",
          "isolation.level", "read_uncommitted",
          "group.protocol", "classic",
          "allow.auto.create.topics", "false",
          "auto.offset.reset", "none",
          "enable.auto.commit", "false",
          "enable.metrics.push", "false");

  /** Outcome of an attempt to read at an offset. */
  sealed interface Tried permits Passable, Unreadable {}

  /** There is a record at or after the offset, and nothing corrupt before it. */
  record Passable() implements Tried {}

  /**
   * Nothing can be read there.
   *
   * @param batch first offset of the batch that is corrupt, if that is known
   */
  record Unreadable(OptionalLong batch) implements Tried {}

  /** Reads at an offset. */
  interface Attempt {
    Tried at(long offset);
  }

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final TopicPartition of;

  private ReadableOffsets(Consumer<ByteBuffer, ByteBuffer> consumer, TopicPartition of) {
    this.consumer = consumer;
    this.of = of;
  }

  static ReadableOffsets open(Map<String, ?> consumerSettings, TopicPartition of) {
    Map<String, Object> settings = new HashMap<>(consumerSettings);
    settings.putAll(FIXED);
    return new ReadableOffsets(
        KafkaOptions.open(
            settings,
            () ->
                new KafkaConsumer<>(
                    settings, new ByteBufferDeserializer(), new ByteBufferDeserializer())),
        of);
  }

  long firstFrom(long offset) {
    long end = consumer.endOffsets(List.of(of), PATIENCE).getOrDefault(of, offset);
    return search(offset, end, this::attempt);
  }

  /** Tries offset by offset, but skips a batch that is known to be corrupt in steps. */
  static long search(long offset, long end, Attempt attempt) {
    long next = offset;
    while (next < end) {
      Tried tried = attempt.at(next);
      if (!(tried instanceof Unreadable corrupt)) {
        return next;
      }
      next =
          corrupt.batch().isPresent()
              ? behind(corrupt.batch().getAsLong(), next, end, attempt)
              : next + 1;
    }
    return next;
  }

  /** The offset after the last one in the same corrupt batch as {@code within}. */
  private static long behind(long batch, long within, long end, Attempt attempt) {
    long inside = within;
    long outside = end;
    for (long leap = 1; inside + leap < end; leap *= 2) {
      if (!isWithin(batch, attempt.at(inside + leap))) {
        outside = inside + leap;
        break;
      }
      inside += leap;
    }
    while (outside - inside > 1) {
      long middle = inside + (outside - inside) / 2;
      if (isWithin(batch, attempt.at(middle))) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return outside;
  }

  private static boolean isWithin(long batch, Tried tried) {
    return tried instanceof Unreadable corrupt && corrupt.batch().equals(OptionalLong.of(batch));
  }

  private Tried attempt(long offset) {
    // Fetched data are dropped only if the Kafka partition is not assigned.
    consumer.assign(List.of());
    consumer.assign(List.of(of));
    consumer.seek(of, offset);
    for (long polls = 0; polls < PATIENCE.toSeconds(); polls++) {
      try {
        boolean moved = !consumer.poll(STEP).isEmpty() || consumer.position(of) > offset;
        if (moved) {
          // A batch with corrupt offsets leads beyond the log.
          return consumer.currentLag(of).orElse(0) < 0
              ? new Unreadable(OptionalLong.empty())
              : new Passable();
        }
      } catch (OffsetOutOfRangeException e) {
        // It has expired, which the planner detects.
        return new Passable();
      } catch (OutOfMemoryError e) {
        // The record is sound; a run finds out whether it fits into a task's memory.
        return new Passable();
      } catch (InterruptException | AuthenticationException | AuthorizationException e) {
        throw e;
      } catch (RetriableException e) {
        // The next poll may succeed.
      } catch (KafkaException | IllegalArgumentException e) {
        return new Unreadable(batch(e));
      }
    }
    throw new TimeoutException("no broker gave anything for " + PATIENCE.toSeconds() + " s");
  }

  private static OptionalLong batch(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      Matcher matcher = BATCH.matcher(String.valueOf(each.getMessage()));
      if (matcher.find()) {
        return OptionalLong.of(Long.parseLong(matcher.group(1)));
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
  }
}
