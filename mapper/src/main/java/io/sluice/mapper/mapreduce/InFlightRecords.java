package io.sluice.mapper.mapreduce;

import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.DecodedBody;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records in flight of what decoders return. Parses a schema once for each text object,
 * and makes one object for all records.
 */
final class InFlightRecords {
  private final IdentityHashMap<String, WriterSchema> parsed = new IdentityHashMap<>();
  private @Nullable FetchedRecord lastFetched;
  private @Nullable InFlightRecord inFlight;
  private @Nullable String lastText;
  private @Nullable WriterSchema last;

  /**
   * The record in flight.
   *
   * @throws BadRecordException if its schema is none
   */
  @SuppressWarnings("ReferenceEquality") // one object is reused for all records, and for a schema
  InFlightRecord of(FetchedRecord fetched, DecodedBody body) throws BadRecordException {
    WriterSchema schema = last;
    if (schema == null || body.schema() != lastText) {
      schema = schema(body.schema(), body.schemaId());
      lastText = body.schema();
      last = schema;
    }
    InFlightRecord record = inFlight;
    if (record == null || lastFetched != fetched) {
      record = new InFlightRecord(fetched, schema);
      inFlight = record;
      lastFetched = fetched;
    }
    return record.with(schema, body.bytes());
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
