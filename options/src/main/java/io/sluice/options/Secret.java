package io.sluice.options;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text that no log, message, report or plan shows. */
public final class Secret {

  static final String HIDDEN = "(hidden)";

  /** Names of settings of others (Kafka's among them) whose values are secrets. */
  private static final List<String> TELLTALES =
      List.of(
          "passw",
          "pwd",
          "passphrase",
          "secret",
          "jaas",
          "keystore.key",
          "private",
          "credential",
          "user.info",
          "token",
          "apikey",
          "api.key");

  /** Names that say where credentials come from. */
  private static final List<String> PLACES =
      List.of("credential.provider.path", "auth.credentials.source");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(file|credential):[^}]+}");

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
    String lower = withoutAlias(name).toLowerCase(Locale.ROOT);
    return PLACES.stream().noneMatch(lower::endsWith)
        && TELLTALES.stream().anyMatch(lower::contains);
  }

  /** An override's name without its alias, which its author has chosen. */
  private static String withoutAlias(String name) {
    String prefix = Overrides.ALIASES + ".";
    int end = name.startsWith(prefix) ? name.indexOf('.', prefix.length()) : -1;
    return end < 0 ? name : name.substring(end + 1);
  }

  /** Whether a text is nothing but the name of a place where a secret lies. */
  static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /**
   * A text of which nobody says that it is a secret, without the user and the password that may
   * stand before an address in it.
   */
  static String withoutUser(String text) {
    int at = text.lastIndexOf('@');
    int colon = text.indexOf(':');
    if (colon < 0 || colon > at) {
      return text;
    }
    int begin = text.startsWith("://", colon) ? colon + "://".length() : 0;
    boolean isWeb = text.startsWith("http");
    if (begin > 0 && !isWeb && text.substring(begin, at).indexOf(':') < 0) {
      return text; // a container of a store, or a user alone
    }
    return text.substring(0, begin) + HIDDEN + text.substring(at);
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
