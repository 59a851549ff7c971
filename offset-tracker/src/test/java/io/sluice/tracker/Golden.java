package io.sluice.tracker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Files as an earlier Sluice wrote them: a later one must read them. */
public final class Golden {
  private Golden() {}

  /** Bytes of the resource {@code /golden/name}. */
  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("/golden/" + name);
      }
      return in.readAllBytes();
    }
  }

  /** Fails unless the content is that of the golden file. */
  public static void assertSame(String name, byte[] content) throws IOException {
    assertEquals(new String(bytes(name), UTF_8), new String(content, UTF_8), name);
  }

  public static byte[] unzip(byte[] content) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return in.readAllBytes();
    }
  }
}
