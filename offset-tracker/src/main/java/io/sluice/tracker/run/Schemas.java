package io.sluice.tracker.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Landing schemas in full, named by their content, kept for ever. */
public final class Schemas {
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

  public Optional<String> read(String fingerprint) throws IOException {
    return store.read(layout.schema(fingerprint)).map(content -> new String(content, UTF_8));
  }

  /** SHA-256 of the text in hex. */
  public static String fingerprint(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
