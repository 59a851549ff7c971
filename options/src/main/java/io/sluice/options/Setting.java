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

  /** The text, or what stands for one that must not be shown. */
  public String shownText() {
    return Secret.isToldBy(name) ? Secret.HIDDEN : text;
  }

  /** Does not show a secret. */
  @Override
  public String toString() {
    return shown();
  }
}
