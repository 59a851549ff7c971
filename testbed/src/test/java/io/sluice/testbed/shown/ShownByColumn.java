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
 * The column "shown by" of a document's tables: tests as {@code `Class.method`}, {@code `Class`},
 * or {@code `.method`} of the class named before.
 *
 * @param empty places of rows that name no test
 */
record ShownByColumn(List<Citation> citations, List<String> empty) {
  private static final String HEADER = "shown by";
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern TEST =
      Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w*)?(?:\\.([a-z]\\w*))?`");

  ShownByColumn {
    citations = List.copyOf(citations);
    empty = List.copyOf(empty);
  }

  static ShownByColumn of(Path document) throws IOException {
    String name = document.toAbsolutePath().getFileName().toString();
    List<Citation> citations = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    List<String> lines = Files.readAllLines(document);
    int column = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.startsWith("|")) {
        column = -1;
        continue;
      }
      List<String> cells = cells(line);
      if (column < 0) {
        column = cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList().indexOf(HEADER);
        if (column < 0) {
          column = Integer.MAX_VALUE; // a table of another kind, up to its end
        }
      } else if (column < Integer.MAX_VALUE && !line.startsWith("|-")) {
        List<Citation> ofRow = tests(name, i + 1, column < cells.size() ? cells.get(column) : "");
        citations.addAll(ofRow);
        if (ofRow.isEmpty()) {
          empty.add(name + ":" + (i + 1));
        }
      }
    }
    return new ShownByColumn(citations, empty);
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
