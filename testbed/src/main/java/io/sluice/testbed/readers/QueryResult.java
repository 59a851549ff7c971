package io.sluice.testbed.readers;

import java.util.List;

/** Result of a query, all values as text; SQL's null reads {@code NULL}. */
public record QueryResult(List<String> columns, List<List<String>> rows) {
  public QueryResult {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The one value of an answer of one row and one column. */
  public String value() {
    if (rows.size() != 1 || columns.size() != 1) {
      throw new IllegalStateException(
          "Cannot take the one value of %d rows of %s.".formatted(rows.size(), columns));
    }
    return rows.get(0).get(0);
  }

  /** One column, row by row. */
  public List<String> column(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Cannot take column '%s': there are only %s.".formatted(name, columns));
    }
    return rows.stream().map(row -> row.get(index)).toList();
  }
}
