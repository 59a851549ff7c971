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
    return visible(name + "=" + shownText()) + " (" + origin + ")";
  }

  /** Shows what an editor hides, such as a space that does not break, by its number. */
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

  /** For a message about a name that nobody knows: it may be a misspelt secret's. */
  public String named() {
    return visible(name) + " (" + origin + ")";
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
    return Secret.isNameOfSecret(name);
  }

  /** Does not show a secret. */
  @Override
  public String toString() {
    return shown();
  }
}
