package io.sluice.tracker.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a file up to a bound; whoever reads beyond it learns that the file is too large. */
public final class BoundedInput extends FilterInputStream {
  private final String path;
  private final long most;
  private long read;

  /**
   * Reads nothing yet.
   *
   * @param path for the refusal
   * @param most bytes
   */
  public BoundedInput(InputStream in, String path, long most) {
    super(in);
    this.path = path;
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    count(Math.max(0, count));
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int more) throws UnreadableStateException {
    read += more;
    if (read > most) {
      throw StateBounds.exceeded(path, StateBounds.mebibytes(most));
    }
  }
}
