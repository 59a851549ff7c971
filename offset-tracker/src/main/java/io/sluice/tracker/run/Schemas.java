package io.sluice.tracker.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.tracker.checksum.Sha256;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Landing schemas in full, named by their content, kept for ever. */
public final class Schemas {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final int SHOWN = 100;

  private final Store store;
  private final Layout layout;

  public Schemas(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * Keeps a schema; it must be there before the plan that uses it is put.
   *
   * @return SHA-256 of the text in hex
   */
  public String put(String text) throws IOException {
    String fingerprint = fingerprint(text);
    store.putIfAbsent(layout.schema(fingerprint), text.getBytes(UTF_8));
    return fingerprint;
  }

  /**
   * A schema that was kept.
   *
   * @param fingerprint SHA-256 of its text in hex, as an entry has it
   * @throws UnreadableStateException if that is no SHA-256, or the text has another
   */
  public Optional<String> read(String fingerprint) throws IOException {
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new UnreadableStateException(
          "Cannot read the landing schema '"
              + ForeignText.line(fingerprint, SHOWN)
              + "' of the state directory: schemas are named by their SHA-256 in hex, and this is"
              + " none, so the ledger was edited. Restore it from a backup.");
    }
    String path = layout.schema(fingerprint);
    Optional<String> text = store.read(path).map(content -> new String(content, UTF_8));
    if (text.isPresent() && !fingerprint(text.get()).equals(fingerprint)) {
      throw new UnreadableStateException(
          "Cannot read landing schema "
              + path
              + ": its text is not the one that it is named by, so it was edited. Restore the file"
              + " from a backup.");
    }
    return text;
  }

  /** SHA-256 of the text in hex. */
  public static String fingerprint(String text) {
    return Sha256.hex(text);
  }
}
