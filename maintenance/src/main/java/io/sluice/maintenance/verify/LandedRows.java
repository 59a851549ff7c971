package io.sluice.maintenance.verify;

import io.sluice.records.LenientSchemas;
import io.sluice.records.landing.Coordinate;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Reads the rows of landed files with the formats' own readers, which did not write them. */
public final class LandedRows {
  private static final Pattern JAVA_STRING =
      Pattern.compile("(\"" + Pattern.quote(GenericData.STRING_PROP) + "\"\\s*:\\s*)\"String\"");

  private final FileSystem files;
  private final Configuration hadoop;

  public LandedRows(FileSystem files, Configuration hadoop) {
    this.files = files;
    this.hadoop = hadoop;
  }

  /** Hears of each row. */
  interface Sink {
    /**
     * Takes a row.
     *
     * @param columns where the coordinates are; those that did not land are missing
     */
    void row(GenericRecord row, Map<Coordinate, Integer> columns) throws IOException;
  }

  void read(String path, Sink sink) throws IOException {
    Path file = files.makeQualified(new Path(path));
    if (path.endsWith(".parquet")) {
      HadoopInputFile input = HadoopInputFile.fromPath(file, hadoop);
      try (ParquetReader<GenericRecord> reader =
          AvroParquetReader.<GenericRecord>builder(input)
              .withDataModel(new GenericData())
              .withConf(withBytesOfText(input))
              .build()) {
        Map<Coordinate, Integer> columns = Map.of();
        for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
          columns = columns.isEmpty() ? columns(row.getSchema()) : columns;
          sink.row(row, columns);
        }
      }
      return;
    }
    try (InputStream in = files.open(file);
        DataFileStream<GenericRecord> reader = new DataFileStream<>(in, new RowReader())) {
      Map<Coordinate, Integer> columns = columns(reader.getSchema());
      while (reader.hasNext()) {
        sink.row(reader.next(), columns);
      }
    }
  }

  /**
   * The configuration, and for a file whose schema asks for Java's strings a schema that does not:
   * text that is no UTF-8 would become text that is.
   */
  private Configuration withBytesOfText(HadoopInputFile input) throws IOException {
    String schema;
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      schema =
          reader.getFileMetaData().getKeyValueMetaData().getOrDefault("parquet.avro.schema", "");
    }
    if (!schema.contains(GenericData.STRING_PROP)) {
      return hadoop;
    }
    Configuration changed = new Configuration(hadoop);
    AvroReadSupport.setAvroReadSchema(
        changed, LenientSchemas.parse(JAVA_STRING.matcher(schema).replaceAll("$1\"Utf8\"")));
    return changed;
  }

  /** Gives text as its bytes, whatever the schema asks for. */
  private static final class RowReader extends GenericDatumReader<GenericRecord> {
    RowReader() {
      // Avro's faster reader does not ask for the class.
      super(new GenericData().setFastReaderEnabled(false));
    }

    @Override
    @SuppressWarnings("rawtypes") // as Avro has it
    protected Class findStringClass(Schema schema) {
      return CharSequence.class;
    }
  }

  private static Map<Coordinate, Integer> columns(Schema schema) {
    Map<Coordinate, Integer> columns = new EnumMap<>(Coordinate.class);
    for (Schema.Field field : schema.getFields()) {
      Coordinate.of(field).ifPresent(coordinate -> columns.put(coordinate, field.pos()));
    }
    return columns;
  }
}
