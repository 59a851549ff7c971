package io.sluice.writers.avro;

import io.sluice.options.Key;
import io.sluice.options.Type;
import io.sluice.records.landing.FileColumns;
import io.sluice.writers.file.FileFormat;
import io.sluice.writers.file.LandedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Avro's container files. */
public final class AvroFormat implements FileFormat {
  public static final AvroFormat FORMAT = new AvroFormat();

  private static final Key<AvroCodec> CODEC =
      Key.of(
              "avro.codec",
              Type.words(AvroCodec.class),
              "snappy",
              "codec of Avro files; Hive before version 4 cannot read zstandard")
          .perTopic();

  private AvroFormat() {}

  @Override
  public String name() {
    return "avro";
  }

  @Override
  public Key<AvroCodec> codecKey() {
    return CODEC;
  }

  @Override
  public List<String> extensions() {
    return List.of(AvroFiles.EXTENSION);
  }

  @Override
  public FileColumns columns() {
    return FileColumns.ANY;
  }

  @Override
  public OptionalLong statedRecords(LandedFile file) throws IOException {
    try (InputStream in = file.open()) {
      return OptionalLong.of(AvroBlocks.count(in));
    }
  }

  @Override
  public void read(LandedFile file, RowSink sink) throws IOException {
    try (InputStream in = file.open();
        DataFileStream<GenericRecord> reader = new DataFileStream<>(in, new RowReader())) {
      while (reader.hasNext()) {
        sink.row(reader.next());
      }
    }
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
}
