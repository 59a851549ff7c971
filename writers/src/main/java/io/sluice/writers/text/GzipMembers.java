package io.sluice.writers.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A gzip file of several members (RFC 1952), one for each block. */
final class GzipMembers implements LineBlocks {
  /** Magic, deflate, no flags, no time, no extra flags, system unknown. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final CRC32 crc = new CRC32();
  private final byte[] compressed = new byte[1 << 16];

  @Override
  public void write(byte[] lines, int length, OutputStream out) throws IOException {
    out.write(HEADER);
    deflater.reset();
    deflater.setInput(lines, 0, length);
    deflater.finish();
    while (!deflater.finished()) {
      out.write(compressed, 0, deflater.deflate(compressed));
    }
    crc.reset();
    crc.update(lines, 0, length);
    out.write(
        ByteBuffer.allocate(2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) crc.getValue())
            .putInt(length)
            .array());
  }

  @Override
  public void close() {
    deflater.end();
  }
}
