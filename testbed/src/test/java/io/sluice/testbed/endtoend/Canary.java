package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Words that stand in secrets and must be found nowhere, in no encoding, packed by gzip or not.
 * While it is open, it looks again and again at the command lines and environments of all
 * processes, and at the files below a directory: what containers write is gone soon after. A
 * control word, which is no secret, shows which places it has read.
 */
final class Canary implements AutoCloseable {
  private static final long LARGEST = 16 << 20;
  private static final int LARGEST_UNPACKED = 64 << 20;
  private static final long PAUSE_MILLIS = 400;

  /** The begin of a file with the events of a job's history. */
  private static final String HISTORY = "Avro-";

  private static final String GZIP = "\u001f\u008b";

  /** The begin of a file with a job's Credentials, the one place for secrets. */
  private static final String TOKEN_STORAGE = "HDTS";

  private final List<String> needles = new ArrayList<>();
  private final String control;
  private final Path below;
  private final Instant since = Instant.now();
  private final Set<String> found = new ConcurrentSkipListSet<>();
  private final Set<String> read = new ConcurrentSkipListSet<>();
  private final Thread watch = new Thread(this::watch, "canary");
  private volatile boolean closed;
  private volatile int processes;

  private Canary(Path below, List<String> words, String control) {
    this.below = below;
    this.control = control;
    words.forEach(this::add);
  }

  /**
   * Begins to look.
   *
   * @param words of at least eight letters and digits
   * @param control a word that may be found
   */
  static Canary watching(Path below, List<String> words, String control) {
    Canary canary = new Canary(below, words, control);
    canary.watch.start();
    return canary;
  }

  /** The word itself, reversed escapes aside, and what Base64 makes of it wherever it stands. */
  private void add(String word) {
    needles.add(word);
    needles.add(URLEncoder.encode("\"" + word, UTF_8));
    for (int before = 0; before < 3; before++) {
      String encoded =
          Base64.getEncoder()
              .withoutPadding()
              .encodeToString(("   ".substring(0, before) + word).getBytes(UTF_8));
      // The first and the last characters depend on what stands beside the word.
      needles.add(encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 2));
    }
  }

  /** Looks at a text. */
  Canary in(String what, String text) {
    needles.stream()
        .filter(text::contains)
        .findFirst()
        .ifPresent(needle -> found.add(what + ": " + around(text, needle)));
    if (text.contains(control)) {
      read.add(what);
    }
    return this;
  }

  /** The places where the control word was found by now. */
  Set<String> read() {
    return read;
  }

  /** What was found by now, once all files were looked at again. */
  Set<String> found() {
    files();
    return found;
  }

  /** How many processes were seen in the last look. */
  int processes() {
    return processes;
  }

  private void watch() {
    while (!closed) {
      ofProcesses();
      files();
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void ofProcesses() {
    List<ProcessHandle> all = ProcessHandle.allProcesses().toList();
    processes = all.size();
    for (ProcessHandle each : all) {
      for (String name : List.of("cmdline", "environ")) {
        read(Path.of("/proc", Long.toString(each.pid()), name))
            .ifPresent(text -> in("/proc/" + name, text));
      }
    }
  }

  private void files() {
    try (Stream<Path> tree = Files.walk(below)) {
      tree.filter(this::isNew)
          .forEach(
              file ->
                  read(file)
                      .filter(text -> !text.startsWith(TOKEN_STORAGE))
                      .ifPresent(text -> inFile(below.relativize(file).toString(), text)));
    } catch (IOException | UncheckedIOException e) {
      return; // a directory went meanwhile; it is looked at again
    }
  }

  private void inFile(String name, String text) {
    in(text.startsWith(HISTORY) ? name + " (history)" : name, text);
    if (text.startsWith(GZIP)) {
      in(name + " (unpacked)", unpacked(text.getBytes(ISO_8859_1)));
    }
  }

  /** As far as it can be unpacked: it may still be written. */
  private static String unpacked(byte[] packed) {
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      for (int next = gzip.read(); next >= 0; next = gzip.read()) {
        unpacked.write(next);
        if (unpacked.size() == LARGEST_UNPACKED) {
          throw new IOException("larger than " + LARGEST_UNPACKED);
        }
      }
    } catch (IOException e) {
      return unpacked.toString(ISO_8859_1);
    }
    return unpacked.toString(ISO_8859_1);
  }

  private boolean isNew(Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) <= LARGEST
          && !Files.getLastModifiedTime(file).toInstant().isBefore(since.minusSeconds(1));
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty(); // gone, or another user's
    }
  }

  private static String around(String text, String needle) {
    int at = text.indexOf(needle);
    return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100))
        .replaceAll("\\p{Cntrl}", " ");
  }

  @Override
  public void close() throws IOException {
    closed = true;
    watch.interrupt();
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
