package io.sluice.maintenance.verify;

import io.sluice.records.landing.Coordinate;
import io.sluice.writers.FileFormats;
import io.sluice.writers.file.LandedFile;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Reads the rows of landed files. */
public final class LandedRows {
  private final FileSystem files;
  private final Configuration hadoop;

  public LandedRows(FileSystem files, Configuration hadoop) {
    this.files = files;
    this.hadoop = hadoop;
  }

  /** Receives each row. */
  interface Sink {
    /**
     * Takes a row.
     *
     * @param columns positions of the coordinates; those that did not land are missing
     */
    void row(GenericRecord row, Map<Coordinate, Integer> columns) throws IOException;
  }

  void read(String path, Sink sink) throws IOException {
    Columns columns = new Columns();
    FileFormats.ofFile(path)
        .orElseThrow(() -> new IOException("no format of this Sluice has its extension"))
        .read(
            LandedFile.at(files, hadoop, path), row -> sink.row(row, columns.of(row.getSchema())));
  }

  /** The columns of a file, whose rows have one schema. */
  private static final class Columns {
    private final Map<Coordinate, Integer> columns = new EnumMap<>(Coordinate.class);
    private boolean known;

    Map<Coordinate, Integer> of(Schema schema) {
      if (!known) {
        for (Schema.Field field : schema.getFields()) {
          Coordinate.of(field).ifPresent(coordinate -> columns.put(coordinate, field.pos()));
        }
        known = true;
      }
      return columns;
    }
  }
}
