package io.sluice.writers.file;

import io.sluice.options.Key;
import io.sluice.records.landing.FileColumns;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.generic.GenericRecord;

/** A format of landed files: the one place that knows how its files are written and read. */
public interface FileFormat {
  /** The value of the key {@code format}. */
  String name();

  /** The key of its codec. */
  Key<? extends FileCodec> codecKey();

  /** Ends of the names of its files, without a dot; no other format has one of them. */
  List<String> extensions();

  /** The columns that it makes of a schema. */
  FileColumns columns();

  /** The form of a row in its files. */
  default Rows rows() {
    return Rows.COLUMNS;
  }

  /** The form of the rows of a format. */
  enum Rows {
    /** The value's fields, and Kafka's coordinates behind them. */
    COLUMNS,
    /** The value alone. */
    LINES
  }

  /** Decides which rows of a schema that it takes are good for it. */
  default RowCheck rowCheck() {
    return RowCheck.NONE;
  }

  /**
   * The number of records that a file states without being read to its end; empty if only its rows
   * say it.
   */
  OptionalLong statedRecords(LandedFile file) throws IOException;

  /** Reads the rows of a file with the format's own reader, which did not write them. */
  void read(LandedFile file, RowSink sink) throws IOException;

  /** Takes the rows of a landed file. */
  interface RowSink {
    /**
     * Takes a row.
     *
     * @param row with the file's schema, in which the fields of coordinates are marked
     */
    void row(GenericRecord row) throws IOException;
  }
}
