package io.sluice.options;

import java.util.List;
import java.util.Locale;

/** A text that no log, message, report or plan shows. */
public final class Secret {

  static final String HIDDEN = "(hidden)";

  /** Names of settings of others (Kafka's among them) whose values are secrets. */
  private static final List<String> TELLTALES =
      List.of(
          "password", "secret", "jaas.config", "keystore.key", "user.info", "token", "passphrase");

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The text itself; for the call that needs it, never for a message. */
  public String reveal() {
    return text;
  }

  /** Whether a setting that only passes through must be hidden, judged by its name alone. */
  static boolean isToldBy(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TELLTALES.stream().anyMatch(lower::contains);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
