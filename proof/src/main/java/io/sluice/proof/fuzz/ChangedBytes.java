package io.sluice.proof.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A file as somebody has changed it, drawn by chance: its bytes, or the JSON in it. */
final class ChangedBytes {
  private static final int GZIP = 0x1f;

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?![0-9\"])");
  private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}");

  /** Texts that become a path elsewhere, or no path at all. */
  private static final List<String> STRINGS =
      List.of(
          "/etc/x",
          "../..",
          "..",
          ".",
          "",
          "/",
          "//",
          "/etc/",
          "hdfs://elsewhere:8020/x",
          "file:///etc/x",
          "\\u0000",
          "a\\u0000b",
          "/data\\n/x",
          "%2e%2e/x",
          "/data/orders/../../etc/x",
          "/data/orders/./x",
          "~",
          "\\ud800",
          "\\u202e",
          "20261121T110333Z-aaaaaa",
          "job_1_1",
          "ffffffff");

  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "0",
          "1",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "1e400",
          "0.5",
          "-0",
          "null",
          "\"1\"",
          "[]",
          "{}");

  /** Characters. */
  private static final int LONGEST_REPEATED = 1 << 23;

  private ChangedBytes() {}

  static byte[] of(byte[] content, Random random) throws IOException {
    byte[] changed = content;
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      changed = once(changed, random);
    }
    return changed;
  }

  private static byte[] once(byte[] content, Random random) throws IOException {
    if (random.nextInt(4) == 0) {
      return bytes(content, random);
    }
    if (content.length > 0 && (content[0] & 0xff) == GZIP) {
      byte[] unpacked;
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
        unpacked = gzip.readAllBytes();
      } catch (IOException e) {
        return bytes(content, random); // an earlier change has broken it
      }
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(text(unpacked, random));
      }
      return packed.toByteArray();
    }
    return text(content, random);
  }

  private static byte[] bytes(byte[] content, Random random) {
    List<byte[]> parts = new ArrayList<>();
    int at = random.nextInt(content.length + 1);
    int end = Math.min(content.length, at + random.nextInt(1 + random.nextInt(64)));
    byte[] drawn = new byte[random.nextInt(16)];
    random.nextBytes(drawn);
    switch (random.nextInt(5)) {
      case 0 -> parts.add(slice(content, 0, at)); // torn
      case 1 -> {
        parts.add(slice(content, 0, at));
        parts.add(drawn);
        parts.add(slice(content, at, content.length));
      }
      case 2 -> {
        parts.add(slice(content, 0, at));
        parts.add(slice(content, end, content.length));
      }
      case 3 -> {
        parts.add(slice(content, 0, end));
        parts.add(slice(content, at, content.length));
      }
      default -> {
        byte[] flipped = content.clone();
        if (flipped.length > 0) {
          flipped[Math.min(at, flipped.length - 1)] ^= (byte) (1 << random.nextInt(8));
        }
        parts.add(flipped);
      }
    }
    return joined(parts);
  }

  private static byte[] text(byte[] content, Random random) {
    String text = new String(content, ISO_8859_1);
    String changed =
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> replaced(text, STRING, "\"" + drawn(STRINGS, random) + "\"", random);
          case 3, 4 -> replaced(text, NUMBER, drawn(NUMBERS, random), random);
          case 5 -> replaced(text, STRING, "\"" + large(random) + "\"", random);
          case 6 -> doubled(text, random);
          default -> replaced(text, NUMBER, deep(random), random);
        };
    return changed.getBytes(ISO_8859_1);
  }

  private static String drawn(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String large(Random random) {
    return "x".repeat(1 << random.nextInt(random.nextInt(50) == 0 ? 22 : 12));
  }

  private static String deep(Random random) {
    return (random.nextBoolean() ? "[" : "{\"a\":").repeat(1 + random.nextInt(10_000));
  }

  private static String replaced(String text, Pattern what, String by, Random random) {
    List<int[]> found = found(text, what);
    if (found.isEmpty()) {
      return text + by;
    }
    int[] one = found.get(random.nextInt(found.size()));
    return text.substring(0, one[0]) + by + text.substring(one[1]);
  }

  /** An object twice, or many times. */
  private static String doubled(String text, Random random) {
    List<int[]> found = found(text, OBJECT);
    if (found.isEmpty()) {
      return text + text;
    }
    int[] one = found.get(random.nextInt(found.size()));
    String object = text.substring(one[0], one[1]);
    // Within this process's own memory, too: an earlier change may have made the object large.
    int most = Math.max(1, LONGEST_REPEATED / object.length());
    int times = random.nextInt(100) == 0 ? Math.min(most, random.nextInt(20_000)) : 1;
    return text.substring(0, one[1]) + ("," + object).repeat(times) + text.substring(one[1]);
  }

  private static List<int[]> found(String text, Pattern what) {
    List<int[]> found = new ArrayList<>();
    Matcher matcher = what.matcher(text);
    while (matcher.find() && found.size() < 1_000) {
      found.add(new int[] {matcher.start(), matcher.end()});
    }
    return found;
  }

  private static byte[] slice(byte[] content, int start, int end) {
    return java.util.Arrays.copyOfRange(content, start, end);
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    parts.forEach(part -> joined.writeBytes(part));
    return joined.toByteArray();
  }
}
