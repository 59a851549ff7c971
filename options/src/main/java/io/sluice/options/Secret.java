package io.sluice.options;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
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

  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://");

  /** Host, port and path, as they stand between two URLs of a list. */
  private static final Pattern HOST =
      Pattern.compile("[^\\s:]*(:[0-9]{1,5})?([/?#][^\\s]*)?[\\s,;]*");

  /** Schemes whose addresses name a container or an owner before the {@code @}. */
  private static final Set<String> STORES =
      Set.of(
          "abfs",
          "abfss",
          "adl",
          "bcfks",
          "file",
          "gs",
          "har",
          "hdfs",
          "jceks",
          "kms",
          "localbcfks",
          "localjceks",
          "o3fs",
          "ofs",
          "s3a",
          "swebhdfs",
          "user",
          "viewfs",
          "wasb",
          "wasbs",
          "webhdfs");

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
  static boolean isNameOfSecret(String name) {
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
   * A text of which nobody says that it is a secret, without the users and the passwords that may
   * stand before addresses in it. What stands behind the first of them goes too, up to the last
   * address: a password may hold any character.
   */
  static String withoutUser(String text) {
    int at = text.lastIndexOf('@');
    int begin = at < 0 ? -1 : beginOfUser(text);
    return begin < 0 ? text : text.substring(0, begin) + HIDDEN + text.substring(at);
  }

  /** Where the first user or password begins; negative if there is none. */
  private static int beginOfUser(String text) {
    Matcher url = URL.matcher(text);
    boolean found = url.find();
    String before = found ? text.substring(0, url.start()) : text;
    if (before.lastIndexOf(':', before.lastIndexOf('@')) >= 0) {
      return 0;
    }
    while (found) {
      String scheme = url.group(1).toLowerCase(Locale.ROOT);
      int begin = url.end();
      found = url.find();
      String address = text.substring(begin, found ? url.start() : text.length());
      int at = address.lastIndexOf('@');
      boolean isHarmless =
          at < 0
              ? !found || HOST.matcher(address).matches()
              : STORES.contains(scheme) && address.lastIndexOf(':', at) < 0;
      if (!isHarmless) {
        return begin;
      }
    }
    return -1;
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
