package io.sluice.options;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text that is not shown in any log, message, report or plan. */
public final class Secret {

  static final String HIDDEN = "(hidden)";

  /** Names of secrets, including those of other components such as Kafka. */
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

  /** Names of settings that name a source of credentials. */
  private static final List<String> PLACES =
      List.of("credential.provider.path", "auth.credentials.source");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(file|credential):[^}]+}");

  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://");

  /** Host, port and path of a URL that is followed by another URL in a list. */
  private static final Pattern HOST =
      Pattern.compile("[^\\s:]*(:[0-9]{1,5})?([/?#][^\\s]*)?[\\s,;]*");

  /** Schemes with a container or an owner before the {@code @}. */
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

  /** Returns the text itself. Never use it in a message. */
  public String reveal() {
    return text;
  }

  /** Returns whether a name looks like the name of a secret. */
  static boolean isNameOfSecret(String name) {
    String lower = withoutAlias(name).toLowerCase(Locale.ROOT);
    return PLACES.stream().noneMatch(lower::endsWith)
        && TELLTALES.stream().anyMatch(lower::contains);
  }

  /** Removes the alias from the name of an override. */
  private static String withoutAlias(String name) {
    String prefix = Overrides.ALIASES + ".";
    int end = name.startsWith(prefix) ? name.indexOf('.', prefix.length()) : -1;
    return end < 0 ? name : name.substring(end + 1);
  }

  /** Returns whether a text only refers to a place where a secret is stored. */
  static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /**
   * Removes users and passwords before addresses from a text that is not a secret as a whole.
   * Everything between the first of them and the last address is removed, because a password may
   * contain any character.
   */
  static String withoutUser(String text) {
    int at = text.lastIndexOf('@');
    int begin = at < 0 ? -1 : beginOfUser(text);
    return begin < 0 ? text : text.substring(0, begin) + HIDDEN + text.substring(at);
  }

  /** The start of the first user or password; negative if there is none. */
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
