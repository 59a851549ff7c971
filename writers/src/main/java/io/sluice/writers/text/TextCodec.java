package io.sluice.writers.text;

import com.github.luben.zstd.ZstdInputStream;
import io.sluice.writers.file.FileCodec;
import io.sluice.writers.file.RecordFiles;
import io.sluice.writers.file.RowMemory;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Codecs of text files, {@code text.codec}. */
public enum TextCodec implements FileCodec {
  NONE("txt") {
    @Override
    LineBlocks blocks() {
      return new LineBlocks.Plain();
    }

    @Override
    InputStream lines(InputStream file) {
      return file;
    }
  },
  GZIP("txt.gz") {
    @Override
    LineBlocks blocks() {
      return new GzipMembers();
    }

    @Override
    InputStream lines(InputStream file) throws IOException {
      return new GZIPInputStream(file, READ_BYTES);
    }
  },
  ZSTD("txt.zst") {
    @Override
    LineBlocks blocks() {
      return new ZstdFrames();
    }

    @Override
    InputStream lines(InputStream file) throws IOException {
      return new ZstdInputStream(file);
    }
  };

  private static final int READ_BYTES = 1 << 16;

  private final String extension;

  TextCodec(String extension) {
    this.extension = extension;
  }

  /** The end of the names of its files, by which readers find the codec. */
  String extension() {
    return extension;
  }

  /** Compresses blocks of lines, for one task. */
  abstract LineBlocks blocks();

  /** The lines of a file. */
  abstract InputStream lines(InputStream file) throws IOException;

  @Override
  public RecordFiles open(RowMemory memory) {
    return new TextFiles(this, memory);
  }
}
