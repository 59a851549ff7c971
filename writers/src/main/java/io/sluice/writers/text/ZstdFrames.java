package io.sluice.writers.text;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;

/** A zstd file of several frames (RFC 8878), one for each block. */
final class ZstdFrames implements LineBlocks {
  private static final int LEVEL = 3;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
  private byte[] compressed = new byte[0];

  @Override
  public void write(byte[] lines, int length, OutputStream out) throws IOException {
    int longest = Math.toIntExact(Zstd.compressBound(length));
    if (compressed.length < longest) {
      compressed = new byte[longest];
    }
    int count = context.compressByteArray(compressed, 0, compressed.length, lines, 0, length);
    out.write(compressed, 0, count);
  }

  @Override
  public void close() {
    context.close();
  }
}
