package io.sluice.writers;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file in memory, read by parquet-java. */
public record ReadParquet(
    List<GenericRecord> rows,
    Map<String, String> metadata,
    String columns,
    String codec,
    int rowGroups) {

  public static ReadParquet of(byte[] content) throws IOException {
    InputFile file = file(content);
    List<GenericRecord> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(file, new PlainParquetConfiguration())
            .withDataModel(new GenericData())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      FileMetaData metadata = reader.getFooter().getFileMetaData();
      return new ReadParquet(
          rows,
          metadata.getKeyValueMetaData(),
          metadata.getSchema().toString(),
          reader.getFooter().getBlocks().get(0).getColumns().get(0).getCodec().name(),
          reader.getFooter().getBlocks().size());
    }
  }

  private static InputFile file(byte[] content) {
    return new InputFile() {
      @Override
      public long getLength() {
        return content.length;
      }

      @Override
      public SeekableInputStream newStream() {
        return new Bytes(new SeekableBytes(content));
      }
    };
  }

  private static final class SeekableBytes extends ByteArrayInputStream {
    private SeekableBytes(byte[] content) {
      super(content);
    }

    private int position() {
      return pos;
    }

    private void seek(long position) throws EOFException {
      if (position > count) {
        throw new EOFException();
      }
      pos = (int) position;
    }
  }

  private static final class Bytes extends DelegatingSeekableInputStream {
    private final SeekableBytes bytes;

    private Bytes(SeekableBytes bytes) {
      super((InputStream) bytes);
      this.bytes = bytes;
    }

    @Override
    public long getPos() {
      return bytes.position();
    }

    @Override
    public void seek(long position) throws IOException {
      bytes.seek(position);
    }
  }
}
