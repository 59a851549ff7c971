package io.sluice.writers.parquet;

import io.sluice.tracker.store.StagedOutput;
import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A staged file as parquet-java wants it. */
final class StagedOutputFile implements OutputFile {
  private final StagedOutput output;

  StagedOutputFile(StagedOutput output) {
    this.output = output;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return output.length();
      }

      @Override
      public void write(int b) throws IOException {
        output.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        output.write(bytes, offset, count);
      }

      @Override
      public void flush() throws IOException {
        output.flush();
      }

      @Override
      public void close() throws IOException {
        output.close();
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
