package io.sluice.tracker.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Computes length and checksum of the bytes while they are written. */
final class ChecksummedOutput extends StagedOutput {
  private final OutputStream sink;
  private final Closing closing;
  private final CRC32C crc = new CRC32C();
  private long length;
  private boolean closed;

  /** Syncs all bytes to disk, and closes the file. */
  interface Closing {
    void close() throws IOException;
  }

  /**
   * @param closing called once, after the sink was flushed
   */
  ChecksummedOutput(OutputStream sink, Closing closing) {
    this.sink = sink;
    this.closing = closing;
  }

  @Override
  public void write(int b) throws IOException {
    sink.write(b);
    crc.update(b);
    length++;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    sink.write(bytes, offset, count);
    crc.update(bytes, offset, count);
    length += count;
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int crc32c() {
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    // Not try-with-resources: if the flush fails, the file must not be closed as complete.
    try {
      sink.flush();
    } catch (IOException e) {
      closeAfter(e);
      throw e;
    }
    closing.close();
  }

  private void closeAfter(IOException failure) {
    try {
      sink.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void abandon() throws IOException {
    if (!closed) {
      closed = true;
      sink.close();
    }
  }
}
