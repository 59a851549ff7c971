package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.testbed.endtoend.users.GatedDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Holds tasks back, or breaks them for good, from outside: through a user's decoder that looks at
 * files. It stands for whatever makes a task slow or fail, at the very record that a test wants.
 */
final class Gates {
  /** What {@code value.format} is set to. */
  static final String DECODER = GatedDecoder.class.getName();

  private final Path directory;

  private Gates(Path directory) {
    this.directory = directory;
  }

  static Gates in(Path directory) throws IOException {
    return new Gates(Files.createDirectories(directory.toAbsolutePath().resolve("gates")));
  }

  /** For {@code -libjars}. */
  String jar() throws IOException {
    Path jar = directory.resolve("users.jar");
    String decoder = DECODER.replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        InputStream code = GatedDecoder.class.getClassLoader().getResourceAsStream(decoder)) {
      if (code == null) {
        throw new IOException("Cannot pack " + decoder + ": it is not on the class path.");
      }
      entries.putNextEntry(new JarEntry(decoder));
      code.transferTo(entries);
      entries.putNextEntry(new JarEntry(GatedDecoder.RESOURCE));
      entries.write(directory.toString().getBytes(UTF_8));
    }
    return jar.toString();
  }

  /** The schema of what the decoder gives, for {@code schema.file}. */
  String schemaFile() throws IOException {
    return Files.writeString(directory.resolve("string.avsc"), "\"string\"").toUri().toString();
  }

  void close(String topic) throws IOException {
    Files.writeString(directory.resolve(topic + ".closed"), "");
  }

  void open(String topic) throws IOException {
    Files.delete(directory.resolve(topic + ".closed"));
  }

  /** Lets the decoder fail for offsets from {@code start} until before {@code end}. */
  void breakBetween(String topic, long start, long end) throws IOException {
    Files.writeString(directory.resolve(topic + ".broken"), start + " " + end);
  }

  void repair(String topic) throws IOException {
    Files.delete(directory.resolve(topic + ".broken"));
  }
}
