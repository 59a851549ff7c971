package io.sluice.testbed.tour.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The voice of the tour: numbered steps, what they are for, and what a user would type. */
public final class Guide {
  private static final int WIDTH = 100;
  private static final String INDENT = "   ";

  /** Style of headings and commands: the script knows whether its output is a terminal. */
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
    wrapped(text, WIDTH - INDENT.length(), "", "").forEach(line -> out.println(INDENT + line));
  }

  /** Prints a command; a long one is continued in the next line, as in a shell. */
  public void command(String command) {
    out.println();
    List<String> lines = wrapped(command, WIDTH - INDENT.length() - "$ ".length(), " \\", "    ");
    for (int i = 0; i < lines.size(); i++) {
      out.println(INDENT + style.of((i == 0 ? "$ " : "  ") + lines.get(i)));
    }
  }

  /**
   * Cuts at spaces.
   *
   * @param end of each line that another follows
   * @param begin of each line that follows another
   */
  private static List<String> wrapped(String text, int width, String end, String begin) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int cut = rest.lastIndexOf(' ', width - end.length());
      if (cut <= begin.length()) {
        cut = rest.indexOf(' ', width);
      }
      if (cut < 0) {
        break;
      }
      lines.add(rest.substring(0, cut).stripTrailing() + end);
      rest = begin + rest.substring(cut + 1).stripLeading();
    }
    lines.add(rest.stripTrailing());
    return lines;
  }

  /** Prints the input of a program. */
  public void command(String program, List<String> lines) {
    command(program);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i) + (i == lines.size() - 1 ? ";" : "");
      String mark = i == 0 ? "> " : "  ";
      for (String each : wrapped(line, WIDTH - INDENT.length() - mark.length(), "", "  ")) {
        out.println(INDENT + mark + style.of(each));
        mark = "  ";
      }
    }
  }

  /** A line that somebody else has said, wrapped. */
  public void quote(String line) {
    String mark = INDENT + "| ";
    for (String each : wrapped(line, WIDTH - mark.length(), "", "      ")) {
      out.println((mark + each).stripTrailing());
    }
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
