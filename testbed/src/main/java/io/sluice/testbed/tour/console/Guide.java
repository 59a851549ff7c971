package io.sluice.testbed.tour.console;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The voice of the tour: numbered steps, what they are for, and what a user would type. */
public final class Guide {
  private static final int WIDTH = 100;
  private static final String INDENT = "   ";

  /** How headings and commands stand out: the script knows whether it talks to a terminal. */
  public enum Style {
    PLAIN("", ""),
    BOLD("\u001b[1m", "\u001b[0m");

    private final String on;
    private final String off;

    Style(String on, String off) {
      this.on = on;
      this.off = off;
    }

    private String of(String text) {
      return on + text + off;
    }
  }

  private final PrintStream out;
  private final Style style;
  private int steps;

  public Guide(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  public void title(String text) {
    out.println(style.of(text));
  }

  /** The next step begins. */
  public void step(String title) {
    steps++;
    out.println();
    out.println(style.of(String.format(Locale.ROOT, "%2d. %s", steps, title)));
  }

  /** Prose, wrapped. */
  public void say(String text) {
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH && line.length() > INDENT.length()) {
        out.println(line.toString().stripTrailing());
        line.setLength(INDENT.length());
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  /** What a user would type. */
  public void command(String command) {
    out.println();
    out.println(INDENT + style.of("$ " + command));
  }

  /** What a user would type into a program that asks for it. */
  public void command(String program, List<String> lines) {
    command(program);
    for (int i = 0; i < lines.size(); i++) {
      String end = i == lines.size() - 1 ? ";" : "";
      out.println(INDENT + (i == 0 ? "> " : "  ") + style.of(lines.get(i) + end));
    }
  }

  /** A line that somebody else has said. */
  public void quote(String line) {
    out.println((INDENT + "| " + line).stripTrailing());
  }

  public void quote(List<String> lines) {
    lines.forEach(this::quote);
  }

  /** A fact with its name. */
  public void fact(String name, String value) {
    out.println(String.format(Locale.ROOT, "%s%-16s %s", INDENT, name, value).stripTrailing());
  }

  public void blank() {
    out.println();
  }
}
