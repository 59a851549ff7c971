package io.sluice.writers;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads a text file by the extension of its name. */
final class LandedText {
  private LandedText() {}

  static byte[] of(byte[] file, String path) throws IOException {
    InputStream bytes = new ByteArrayInputStream(file);
    try (InputStream lines =
        path.endsWith(".gz")
            ? new GZIPInputStream(bytes)
            : path.endsWith(".zst") ? new ZstdInputStream(bytes) : bytes) {
      return lines.readAllBytes();
    }
  }
}
