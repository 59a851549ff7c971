package io.sluice.writers.text;

import io.sluice.options.Key;
import io.sluice.options.Type;
import io.sluice.records.landing.FileColumns;
import io.sluice.writers.file.FileFormat;
import io.sluice.writers.file.LandedFile;
import io.sluice.writers.file.RowCheck;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Text: one value per line, without columns. */
public final class TextFormat implements FileFormat {
  public static final TextFormat FORMAT = new TextFormat();

  private static final Key<TextCodec> CODEC =
      Key.of(
              "text.codec",
              Type.words(TextCodec.class),
              "gzip",
              "codec of text files, which readers find by the extension: txt, txt.gz, txt.zst; Hadoop reads zstd with its native library only")
          .perTopic();

  private static final FileColumns COLUMNS = new TextColumns();
  private static final RowCheck LINE = new Line();

  /** The schema with which a line is read. */
  private static final Schema ROW =
      SchemaBuilder.record("Line").fields().requiredBytes("value").endRecord();

  private TextFormat() {}

  @Override
  public String name() {
    return "text";
  }

  @Override
  public Key<TextCodec> codecKey() {
    return CODEC;
  }

  @Override
  public List<String> extensions() {
    return Arrays.stream(TextCodec.values()).map(TextCodec::extension).toList();
  }

  @Override
  public FileColumns columns() {
    return COLUMNS;
  }

  @Override
  public Rows rows() {
    return Rows.LINES;
  }

  @Override
  public RowCheck rowCheck() {
    return LINE;
  }

  /** Only its lines say how many they are. */
  @Override
  public OptionalLong statedRecords(LandedFile file) {
    return OptionalLong.empty();
  }

  @Override
  public void read(LandedFile file, RowSink sink) throws IOException {
    try (InputStream in = file.open();
        InputStream lines = new BufferedInputStream(codec(file).lines(in), 1 << 16)) {
      read(lines, sink);
    }
  }

  private static TextCodec codec(LandedFile file) {
    return Arrays.stream(TextCodec.values())
        .filter(each -> file.path().getName().endsWith("." + each.extension()))
        .findFirst()
        .orElse(TextCodec.NONE);
  }

  private static void read(InputStream lines, RowSink sink) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = lines.read(); next >= 0; next = lines.read()) {
      if (next != '\n') {
        line.write(next);
        continue;
      }
      GenericRecord row = new GenericData.Record(ROW);
      row.put(0, ByteBuffer.wrap(line.toByteArray()));
      sink.row(row);
      line.reset();
    }
    if (line.size() > 0) {
      throw new EOFException("its last line has no end");
    }
  }
}
