package io.sluice.job.command;

import io.sluice.tracker.message.ForeignText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Columns under their names, each as wide as its widest cell; those of numbers to the right. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Begins with the names of the columns.
   *
   * @param names a leading {@code >} sets the column to the right
   */
  public TextTable(String... names) {
    rows.add(List.of(names));
  }

  public void row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          rows.get(0).size() + " columns and " + cells.length + " cells");
    }
    rows.add(Arrays.stream(cells).map(String::valueOf).map(ForeignText::message).toList());
  }

  /** Without the columns that say the same, or nothing, in each row. */
  public TextTable without(Map<String, String> saysNothing) {
    List<Integer> kept = new ArrayList<>();
    for (int column = 0; column < rows.get(0).size(); column++) {
      int at = column;
      String nothing = saysNothing.get(name(column));
      boolean shows = rows.stream().skip(1).anyMatch(row -> !row.get(at).equals(nothing));
      if (nothing == null || shows) {
        kept.add(column);
      }
    }
    TextTable table = new TextTable(kept.stream().map(rows.get(0)::get).toArray(String[]::new));
    rows.stream().skip(1).forEach(row -> table.row(kept.stream().map(row::get).toArray()));
    return table;
  }

  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** Number of rows below the names. */
  public int rows() {
    return rows.size() - 1;
  }

  public String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
      print(out);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  public void print(PrintStream out) {
    print(out, rows());
  }

  /** Prints the first rows. */
  public void print(PrintStream out, long limit) {
    for (int row = 0; row < rows.size() && row <= limit; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < rows.get(0).size(); column++) {
        String text = row == 0 ? name(column) : rows.get(row).get(column);
        String padding = " ".repeat(width(column) - text.length());
        line.append(column == 0 ? "" : "  ")
            .append(isRight(column) ? padding + text : text + padding);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    int cells = rows.stream().skip(1).mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(name(column).length(), cells);
  }

  private boolean isRight(int column) {
    return rows.get(0).get(column).startsWith(">");
  }

  private String name(int column) {
    String name = rows.get(0).get(column);
    return isRight(column) ? name.substring(1) : name;
  }
}
