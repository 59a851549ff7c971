package io.sluice.tracker.store;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of one staged file. {@link #close} returns after all of them are on disk. */
public abstract class StagedOutput extends OutputStream {
  /** Bytes written so far. */
  public abstract long length();

  /** CRC32C of the bytes written so far. */
  public abstract int crc32c();

  /** Abandons the file: closes it without a guarantee about its bytes. The collector deletes it. */
  public abstract void abandon() throws IOException;
}
