package io.sluice.options;

/**
 * A key with the text that was set for it.
 *
 * @param text as written, without surrounding white space
 * @param origin the place where it was set: {@code conf/app.properties:12}, {@code --set}
 */
public record Setting(String name, String text, String origin) {

  /** Text for a message, with the value unless it is a secret. */
  String shown() {
    return visible(name + "=" + shownText()) + " (" + origin + ")";
  }

  /** Shows invisible characters, such as a no-break space, by their code. */
  private static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              if (isHidden(each)) {
                shown.append("\\u%04X".formatted(each));
              } else {
                shown.appendCodePoint(each);
              }
            });
    return shown.toString();
  }

  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> codePoint != ' ';
      default -> false;
    };
  }

  /**
   * Text for a message about an unknown key, without the value: the key may be a misspelt name of a
   * secret.
   */
  public String named() {
    return visible(name) + " (" + origin + ")";
  }

  /** The text, or a placeholder if it must not be shown. */
  public String shownText() {
    if (!isSecret()) {
      return Secret.withoutUser(text);
    }
    return isReference() ? text : Secret.HIDDEN;
  }

  /** Returns whether the text only refers to a place where a secret is stored. */
  public boolean isReference() {
    return Secret.isReference(text);
  }

  /** Returns whether the text is a secret or contains one, judged by the name. */
  public boolean isSecret() {
    return Secret.isNameOfSecret(name);
  }

  /** Does not show a secret. */
  @Override
  public String toString() {
    return shown();
  }
}
