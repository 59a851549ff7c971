package io.sluice.writers.parquet;

import io.sluice.options.Key;
import io.sluice.options.Type;
import io.sluice.records.LenientSchemas;
import io.sluice.records.landing.FileColumns;
import io.sluice.writers.column.ParquetColumns;
import io.sluice.writers.file.FileFormat;
import io.sluice.writers.file.LandedFile;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Parquet files. */
public final class ParquetFormat implements FileFormat {
  public static final ParquetFormat FORMAT = new ParquetFormat();

  private static final Key<ParquetCodec> CODEC =
      Key.of(
              "parquet.codec",
              Type.words(ParquetCodec.class),
              "snappy",
              "codec of Parquet files; Hive before version 4 cannot read zstd")
          .perTopic();

  private static final FileColumns COLUMNS = new ParquetColumns();

  private static final Pattern JAVA_STRING =
      Pattern.compile("(\"" + Pattern.quote(GenericData.STRING_PROP) + "\"\\s*:\\s*)\"String\"");

  private ParquetFormat() {}

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public Key<ParquetCodec> codecKey() {
    return CODEC;
  }

  @Override
  public List<String> extensions() {
    return List.of(ParquetFiles.EXTENSION);
  }

  @Override
  public FileColumns columns() {
    return COLUMNS;
  }

  @Override
  public OptionalLong statedRecords(LandedFile file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(input(file))) {
      return OptionalLong.of(reader.getRecordCount());
    }
  }

  @Override
  public void read(LandedFile file, RowSink sink) throws IOException {
    HadoopInputFile input = input(file);
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(input)
            .withDataModel(new GenericData())
            .withConf(withBytesOfText(input, file.hadoop()))
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        sink.row(row);
      }
    }
  }

  private static HadoopInputFile input(LandedFile file) throws IOException {
    return HadoopInputFile.fromPath(file.path(), file.hadoop());
  }

  /**
   * The configuration, and for a file whose schema asks for Java's strings a schema that does not:
   * text that is no UTF-8 would become text that is.
   */
  private static Configuration withBytesOfText(HadoopInputFile input, Configuration hadoop)
      throws IOException {
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
}
