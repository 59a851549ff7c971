package io.sluice.records.row;

import io.sluice.records.InFlightRecord;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.Header;
import io.sluice.records.api.TimestampType;
import io.sluice.records.landing.Coordinate;
import io.sluice.records.landing.LandingSchema;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Converts a record to a row of the landing schema, in Avro binary. Creates no object per record
 * unless the body must be resolved or headers land.
 */
public final class RowEncoder {
  private static final int NULL_BRANCH = 0;
  private static final int VALUE_BRANCH = 1;

  private final Resolver resolver;
  private final Coordinate[] columns;
  private final RowBytes row = new RowBytes();

  public RowEncoder(LandingSchema landing) {
    resolver = new Resolver(landing.valueSchema());
    columns = landing.coordinates().toArray(Coordinate[]::new);
  }

  /**
   * The row of a record.
   *
   * @return valid until the next call
   * @throws BadRecordException if the record's body does not conform to its schema, or cannot be
   *     represented in the landing schema
   * @throws ForeignSchemaException if the landing schema lacks fields of the writer schema
   */
  public ByteBuffer encode(InFlightRecord record)
      throws BadRecordException, ForeignSchemaException {
    WriterSchema schema = record.schema();
    row.clear();
    try {
      resolver.of(schema).write(record.body(), row);
    } catch (RuntimeException | StackOverflowError e) {
      throw new BadRecordException(
          "record-unencodable", "Cannot make a row of a body of schema " + schema + ": " + e, e);
    }
    Coordinates coordinates = record.coordinates();
    for (Coordinate column : columns) {
      write(column, coordinates, row);
    }
    return row.view();
  }

  static void write(Coordinate column, Coordinates of, RowBytes row) {
    switch (column) {
      case PARTITION -> row.writeLong(of.kafkaPartition());
      case OFFSET -> row.writeLong(of.offset());
      case TIMESTAMP -> {
        if (of.timestampType() == TimestampType.NONE) {
          row.writeLong(NULL_BRANCH);
        } else {
          row.writeLong(VALUE_BRANCH);
          row.writeLong(of.timestamp());
        }
      }
      case TIMESTAMP_TYPE -> {
        row.writeLong(VALUE_BRANCH);
        row.writeString(of.timestampType().kafkaName());
      }
      case KEY -> writeOptional(of.hasKey(), of.key(), row);
      case HEADERS -> writeHeaders(of.headers(), row);
    }
  }

  private static void writeHeaders(List<Header> headers, RowBytes row) {
    if (!headers.isEmpty()) {
      row.writeLong(headers.size());
      for (Header header : headers) {
        row.writeString(header.name());
        writeOptional(header.hasValue(), header.value(), row);
      }
    }
    row.writeLong(0);
  }

  static void writeOptional(boolean present, ByteBuffer bytes, RowBytes row) {
    if (present) {
      row.writeLong(VALUE_BRANCH);
      row.writeSized(bytes);
    } else {
      row.writeLong(NULL_BRANCH);
    }
  }
}
