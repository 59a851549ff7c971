package io.sluice.writers.avro;

import io.sluice.writers.file.FileCodec;
import io.sluice.writers.file.RecordFiles;
import io.sluice.writers.file.RowMemory;
import java.util.Locale;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;

/** Codecs of Avro's container files, {@code avro.codec}. */
public enum AvroCodec implements FileCodec {
  NULL,
  DEFLATE,
  SNAPPY,
  BZIP2,
  XZ,
  /** Hive before 4 does not read it. */
  ZSTANDARD;

  CodecFactory factory() {
    return switch (this) {
      case NULL -> CodecFactory.nullCodec();
      case DEFLATE -> CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL);
      case SNAPPY -> new ReusedSnappy.Factory();
      case BZIP2 -> CodecFactory.bzip2Codec();
      case XZ -> CodecFactory.xzCodec(CodecFactory.DEFAULT_XZ_LEVEL);
      case ZSTANDARD -> new ReusedZstandard.Factory();
    };
  }

  /** As the file's header names it. */
  public String text() {
    return this == NULL ? DataFileConstants.NULL_CODEC : name().toLowerCase(Locale.ROOT);
  }

  @Override
  public RecordFiles open(RowMemory memory) {
    return new AvroFiles(this);
  }
}
