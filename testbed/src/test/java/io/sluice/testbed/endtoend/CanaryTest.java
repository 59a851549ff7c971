package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for secrets finds them where they are. */
class CanaryTest {
  @TempDir Path directory;

  @Test
  void aWordInAPackedFileIsFoundEvenIfItsEndIsMissing() throws IOException {
    try (Canary canary = Canary.watching(directory, List.of("hIddenWord"), "fReeWord")) {
      byte[] packed = packed("{\"password\":\"hIddenWord\"}");
      Files.write(directory.resolve("whole.gz"), packed);
      Files.write(directory.resolve("cut"), Arrays.copyOf(packed, packed.length - 6));
      Files.write(directory.resolve("clean.gz"), packed("fReeWord"));

      assertEquals(
          List.of(
              "cut (unpacked): {\"password\":\"hIddenWord\"}",
              "whole.gz (unpacked): {\"password\":\"hIddenWord\"}"),
          List.copyOf(canary.found()));
      assertEquals(Set.of("clean.gz (unpacked)"), canary.read());
    }
  }

  @Test
  void aControlWordNextToASecretHidesItNot() throws IOException {
    try (Canary canary = Canary.watching(directory, List.of("hIddenWord"), "fReeWord")) {
      canary.in("report", "fReeWord hIddenWord");

      assertEquals(Set.of("report: fReeWord hIddenWord"), canary.found());
      assertEquals(Set.of("report"), canary.read());
    }
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }
}
