package io.sluice.mapper.mapreduce;

import io.sluice.mapper.registry.RegistryException;
import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.Interruption;
import io.sluice.records.TaskItem;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Decoder;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.RangeFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of one topic, opened with its first record. Its exceptions affect one record, one
 * Kafka partition or this topic, and never the task, because its code may be a user's.
 */
final class TopicDecoder implements AutoCloseable {
  private static final Log LOG = Log.of(TopicDecoder.class);

  /** Opens a decoder. */
  interface Opening {
    Decoder open() throws IOException;
  }

  private final String topic;
  private final Opening opening;
  private final InFlightRecords records;
  private @Nullable Decoder decoder;

  /** The reason why the topic is not read further. */
  private @Nullable RangeFailure stopped;

  /** Takes the records that go on. */
  interface Out {
    void write(TaskItem item) throws IOException;
  }

  TopicDecoder(String topic, Opening opening, InFlightRecords records) {
    this.topic = topic;
    this.opening = opening;
    this.records = records;
  }

  /**
   * Decodes a record and writes it, or {@linkplain FetchedRecord#refuse refuses} it.
   *
   * @throws BadRecordException if it can never be decoded
   * @throws IOException if it cannot be written
   */
  void decode(FetchedRecord fetched, Out out) throws BadRecordException, IOException {
    if (decoder == null && stopped == null) {
      open();
    }
    if (stopped != null) {
      fetched.refuse(stopped);
      return;
    }
    Decoder using = Objects.requireNonNull(decoder);
    InFlightRecord record;
    try {
      record = records.of(fetched, using.decode(fetched.coordinates(), fetched.value()));
    } catch (IOException e) {
      Interruption.rethrow(e);
      fetched.refuse(
          new RangeFailure(
              kind(e), "Cannot decode %s: %s".formatted(fetched.coordinates(), message(e))));
      return;
    } catch (OutOfMemoryError e) {
      fetched.refuse(
          new RangeFailure(
              RangeFailure.Kind.MEMORY,
              "to decode the record there, of %d bytes, does not fit into the memory (%s)"
                  .formatted(fetched.value().remaining(), e.getMessage())));
      return;
    } catch (RuntimeException | Error e) {
      throw new BadRecordException(
          "decoder-failed", using.getClass().getName() + " failed: " + e, e);
    }
    out.write(record);
  }

  /** Opens the decoder, or stops the topic. */
  private void open() throws InterruptedIOException {
    try {
      decoder = opening.open();
    } catch (IOException e) {
      Interruption.rethrow(e);
      stop(kind(e), e);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      stop(RangeFailure.Kind.BLOCKED, e);
    }
  }

  private void stop(RangeFailure.Kind kind, Throwable error) {
    stopped =
        new RangeFailure(
            kind, "Cannot open the decoder of topic %s: %s".formatted(topic, message(error)));
  }

  private static RangeFailure.Kind kind(IOException error) {
    if (!(error instanceof RegistryException registry)) {
      return RangeFailure.Kind.UNREACHABLE;
    }
    return switch (registry.prospect()) {
      case PASSING -> RangeFailure.Kind.UNREACHABLE;
      case LASTING -> RangeFailure.Kind.BLOCKED;
      case UNASKED -> RangeFailure.Kind.UNKNOWN_SCHEMAS;
    };
  }

  /**
   * Sluice's own exceptions have complete messages; for those of users' code the class is named.
   */
  private static String message(Throwable error) {
    String message = error.getMessage();
    boolean ready = error instanceof RegistryException || error instanceof IllegalArgumentException;
    return ForeignText.message(ready && message != null ? message : error.toString());
  }

  @Override
  public void close() throws IOException {
    Decoder opened = decoder;
    decoder = null;
    if (opened == null) {
      return;
    }
    try {
      opened.close();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (IOException e) {
      Interruption.rethrow(e);
      LOG.warn("Cannot close the decoder of a topic: topic={}", topic, e);
    } catch (RuntimeException | Error e) {
      LOG.warn("Cannot close the decoder of a topic: topic={}", topic, e);
    }
  }
}
