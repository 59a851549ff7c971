package io.sluice.mapper.mapreduce;

import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.TaskItem;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Passes on the record that a decoder has created; parses a schema once for each text object. */
final class RecordSink implements Decoder.Sink {

  /** A decoder has returned two records for one. */
  static final class SecondRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Destination of the records. */
  interface Out {
    void write(TaskItem item) throws IOException;
  }

  private final Out out;
  private final IdentityHashMap<String, WriterSchema> parsed = new IdentityHashMap<>();
  private @Nullable FetchedRecord expected;
  private @Nullable InFlightRecord inFlight;
  private @Nullable String lastText;
  private @Nullable WriterSchema last;
  private boolean taken;

  RecordSink(Out out) {
    this.out = out;
  }

  /** Sets the source of the next decoded record. */
  @SuppressWarnings("ReferenceEquality") // One object is reused for all records.
  void expect(FetchedRecord fetched) {
    if (expected != fetched) {
      inFlight = null; // It refers to the reader's single object.
    }
    expected = fetched;
    taken = false;
  }

  boolean hasTaken() {
    return taken;
  }

  /**
   * Checks that exactly one record was created.
   *
   * @throws BadRecordException if none was
   */
  void checkTaken(Decoder decoder) throws BadRecordException {
    if (!taken) {
      throw new BadRecordException(
          "decoder-gave-nothing", decoder.getClass().getName() + " returned without a record.");
    }
  }

  @Override
  @SuppressWarnings(
      "ReferenceEquality") // the contract: the same object while the schema is the same
  public void accept(String schema, String schemaId, ByteBuffer body)
      throws BadRecordException, IOException {
    WriterSchema writerSchema = last;
    if (writerSchema == null || schema != lastText) {
      writerSchema = schema(schema, schemaId);
      lastText = schema;
      last = writerSchema;
    }
    FetchedRecord from = expected;
    if (from == null || taken) {
      throw new SecondRecordException();
    }
    taken = true;
    InFlightRecord record = inFlight;
    if (record == null) {
      record = new InFlightRecord(from, writerSchema);
      inFlight = record;
    }
    out.write(record.with(writerSchema, body));
  }

  private WriterSchema schema(String text, String id) throws BadRecordException {
    WriterSchema known = parsed.get(text);
    if (known != null) {
      return known;
    }
    try {
      WriterSchema schema = WriterSchema.parse(text, id);
      parsed.put(text, schema);
      return schema;
    } catch (RuntimeException | StackOverflowError e) {
      throw new BadRecordException(
          "schema-unreadable", "Schema " + id + " cannot be read: " + e, e);
    }
  }
}
