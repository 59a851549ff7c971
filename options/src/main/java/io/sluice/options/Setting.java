package io.sluice.options;

/**
 * One key as somebody has set it.
 *
 * @param text as written, without white space around it
 * @param origin where: {@code conf/app.properties:12}, {@code --set}
 */
public record Setting(String name, String text, String origin) {

  /** For a message: with the value, unless that is a secret. */
  String shown() {
    return name + "=" + shownText() + " (" + origin + ")";
  }

  /** For a message about a name that nobody knows: it may be a misspelt secret's. */
  public String named() {
    return name + " (" + origin + ")";
  }

  /** The text, or what stands for one that must not be shown. */
  public String shownText() {
    if (!isSecret()) {
      return Secret.withoutUser(text);
    }
    return isReference() ? text : Secret.HIDDEN;
  }

  /** Whether the text is nothing but the name of a place where a secret lies. */
  public boolean isReference() {
    return Secret.isReference(text);
  }

  /** Whether the name says that the text is a secret, or holds one. */
  public boolean isSecret() {
    return Secret.isToldBy(name);
  }

  /** Does not show a secret. */
  @Override
  public String toString() {
    return shown();
  }
}
