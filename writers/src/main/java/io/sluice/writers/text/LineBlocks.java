package io.sluice.writers.text;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Compresses lines block by block. Each block stands for itself, so that all open files of a task
 * share one compressor: it holds far more memory than a block.
 */
interface LineBlocks extends AutoCloseable {
  /** Writes a block of whole lines. */
  void write(byte[] lines, int length, OutputStream out) throws IOException;

  /** Writes what a file is that has no lines. */
  default void writeEmpty(OutputStream out) throws IOException {
    write(new byte[0], 0, out);
  }

  @Override
  void close();

  /** Lines as they are. */
  final class Plain implements LineBlocks {
    @Override
    public void write(byte[] lines, int length, OutputStream out) throws IOException {
      out.write(lines, 0, length);
    }

    @Override
    public void close() {}
  }
}
