package io.sluice.testbed.shown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests that a document names: in the column "shown by" of a table, and behind the words "Shown
 * by" in the items of a list. A test is written as {@code `Class.method`}, {@code `Class`}, or
 * {@code `.method`} of the class named before. In such a table each row names a test; in a list in
 * which one item does, each item does.
 *
 * @param empty places of rows and items that name no test
 */
record DocumentedTests(List<Citation> citations, List<String> empty) {
  private static final String HEADER = "shown by";
  private static final String IN_ITEM = "Shown by ";
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern TEST =
      Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w*)?(?:\\.([a-z]\\w*))?`");

  DocumentedTests {
    citations = List.copyOf(citations);
    empty = List.copyOf(empty);
  }

  /** Reads a document. */
  static DocumentedTests read(Path document) throws IOException {
    Reader reader = new Reader(document.toAbsolutePath().getFileName().toString());
    Files.readAllLines(document).forEach(reader::take);
    reader.endList();
    return new DocumentedTests(reader.citations, reader.empty);
  }

  /** Reads line by line. */
  private static final class Reader {
    private static final int NO_TABLE = -1;
    private static final int OTHER_TABLE = Integer.MAX_VALUE;

    private final String document;
    private final List<Citation> citations = new ArrayList<>();
    private final List<String> empty = new ArrayList<>();
    private final List<Item> list = new ArrayList<>();
    private int line;
    private int column = NO_TABLE;

    private Reader(String document) {
      this.document = document;
    }

    private void take(String text) {
      line++;
      if (text.strip().startsWith("|")) {
        endList();
        takeRow(cells(text.strip()));
        return;
      }
      column = NO_TABLE;
      if (text.startsWith("* ")) {
        list.add(new Item(line, new StringBuilder(text)));
      } else if (text.startsWith("  ") && !list.isEmpty()) {
        list.get(list.size() - 1).text.append(' ').append(text.strip());
      } else {
        endList();
      }
    }

    private void takeRow(List<String> cells) {
      if (column == NO_TABLE) {
        int found =
            cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList().indexOf(HEADER);
        column = found < 0 ? OTHER_TABLE : found;
      } else if (column != OTHER_TABLE && !cells.get(0).startsWith("-")) {
        add(line, column < cells.size() ? cells.get(column) : "");
      }
    }

    private void endList() {
      if (list.stream().anyMatch(item -> item.text.indexOf(IN_ITEM) >= 0)) {
        list.forEach(item -> add(item.line, item.shownBy()));
      }
      list.clear();
    }

    private void add(int at, String text) {
      List<Citation> named = tests(document, at, text);
      citations.addAll(named);
      if (named.isEmpty()) {
        empty.add(document + ":" + at);
      }
    }
  }

  private record Item(int line, StringBuilder text) {
    private String shownBy() {
      int start = text.indexOf(IN_ITEM);
      return start < 0 ? "" : text.substring(start);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : CELL_END.split(line.substring(1), -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private static List<Citation> tests(String document, int line, String cell) {
    List<Citation> tests = new ArrayList<>();
    String testClass = "";
    Matcher matcher = TEST.matcher(cell);
    while (matcher.find()) {
      String named = matcher.group(1);
      String method = matcher.group(2);
      testClass = named == null ? testClass : named;
      if (!testClass.isEmpty()) {
        tests.add(new Citation(document, line, testClass, method == null ? "" : method));
      }
    }
    return tests;
  }
}
