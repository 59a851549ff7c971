package io.sluice.maintenance.verify;

import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import io.sluice.records.landing.LandingSchema;
import io.sluice.records.row.ForeignSchemaException;
import io.sluice.records.row.RowEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/** Converts a record to the row that a task would land, and hashes it. */
final class RowDecoder {
  private final Decoder decoder;
  private final RowEncoder encoder;
  private final GenericDatumReader<Object> reader;
  private final Schema schema;
  private final IdentityHashMap<String, WriterSchema> parsed = new IdentityHashMap<>();

  RowDecoder(Decoder decoder, Schema landing) {
    this.decoder = decoder;
    this.encoder = new RowEncoder(LandingSchema.parse(landing.toString()));
    this.reader = new GenericDatumReader<>(landing);
    this.schema = landing;
  }

  /**
   * The hash of the row.
   *
   * @throws BadRecordException if the record cannot be decoded, or cannot be represented in the
   *     schema
   */
  long hash(FetchedRecord fetched) throws BadRecordException, IOException {
    DecodedBody body = decoder.decode(fetched.coordinates(), fetched.value());
    WriterSchema written =
        parsed.computeIfAbsent(body.schema(), text -> WriterSchema.parse(text, body.schemaId()));
    return hash(new InFlightRecord(fetched, written).with(written, body.bytes()));
  }

  private long hash(InFlightRecord record) throws BadRecordException, IOException {
    ByteBuffer row;
    try {
      row = encoder.encode(record);
    } catch (ForeignSchemaException e) {
      throw new BadRecordException("foreign-schema", String.valueOf(e.getMessage()), e);
    }
    byte[] content = new byte[row.remaining()];
    row.get(row.position(), content);
    return RowHash.of(schema, reader.read(null, DecoderFactory.get().binaryDecoder(content, null)));
  }
}
