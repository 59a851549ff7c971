package io.sluice.testbed.endtoend.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.records.api.Coordinates;
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Texts, as the format {@code string}, but it obeys files in a directory that its jar names: where
 * {@code <topic>.closed} is there it waits until it is gone, and {@code <topic>.broken} holds two
 * offsets between which nothing can be decoded, as if something that a decoder needs could not be
 * reached.
 */
public final class GatedDecoder implements Decoder {
  /** The resource that holds the directory's path. */
  public static final String RESOURCE = "gate-directory";

  private static final String SCHEMA = "\"string\"";

  private Path closed = Path.of("");
  private Path broken = Path.of("");

  @Override
  public void open(String topic, Map<String, String> settings) throws IOException {
    try (InputStream resource = GatedDecoder.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IOException("Cannot find the gates: the jar holds no " + RESOURCE + ".");
      }
      Path directory = Path.of(new String(resource.readAllBytes(), UTF_8));
      closed = directory.resolve(topic + ".closed");
      broken = directory.resolve(topic + ".broken");
    }
  }

  @Override
  public DecodedBody decode(Coordinates at, ByteBuffer value) throws IOException {
    awaitGate();
    failInTheMiddle(at.offset());
    return DecodedBody.of(SCHEMA, string(value));
  }

  private void awaitGate() throws IOException {
    try {
      while (Files.exists(closed)) {
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot wait: interrupted.", e);
    }
  }

  private void failInTheMiddle(long offset) throws IOException {
    Optional<String> bounds = content(broken);
    if (bounds.isPresent()) {
      String[] words = bounds.get().strip().split(" ", -1);
      if (offset >= Long.parseLong(words[0]) && offset < Long.parseLong(words[1])) {
        throw new IOException("Cannot reach the keys for offset " + offset + ".");
      }
    }
  }

  private static Optional<String> content(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Avro's binary form of a string: its length in bytes as a zigzag varint, and the bytes. */
  private static ByteBuffer string(ByteBuffer value) {
    ByteBuffer body = ByteBuffer.allocate(value.remaining() + 10);
    long zigzag = (long) value.remaining() << 1;
    while (zigzag > 0x7f) {
      body.put((byte) ((zigzag & 0x7f) | 0x80));
      zigzag >>>= 7;
    }
    return body.put((byte) zigzag).put(value).flip();
  }
}
