package io.sluice.testbed.tour;

import io.sluice.testbed.tour.console.Grid;
import io.sluice.testbed.tour.console.Guide;
import io.sluice.testbed.tour.console.Typed;
import io.sluice.testbed.tour.count.Readers;
import io.sluice.testbed.tour.events.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Questions to the landed files, asked with programs that know nothing of Sluice. */
final class Queries {
  private static final int WIDTH = 95;

  private final Guide guide;
  private final Readers readers;
  private final Path typedIn;

  Queries(Guide guide, Readers readers, Path typedIn) {
    this.guide = guide;
    this.readers = readers;
    this.typedIn = typedIn;
  }

  /** Parquet by DuckDB: hours are columns, and what was nested in Avro is nested here. */
  void parquet() throws IOException {
    sql(
        "SELECT dt, hour, count(*) AS orders, sum(total) AS revenue, count(delivery_note) AS notes",
        "FROM " + readers.table(Shop.ORDERS),
        "GROUP BY ALL ORDER BY ALL");
    sql(
        "SELECT address.country, count(*) AS orders, sum(len(lines)) AS order_lines,",
        "max(total) AS largest",
        "FROM " + readers.table(Shop.ORDERS),
        "GROUP BY ALL ORDER BY orders DESC");
    sql(
        "SELECT device, count(*) AS views, round(avg(millis_on_page) / 1000, 1) AS seconds",
        "FROM " + readers.table(Shop.PAGE_VIEWS),
        "GROUP BY ALL ORDER BY views DESC");
  }

  /** Avro by avro-tools. */
  void avro() throws IOException {
    Path file = readers.avroFiles(Shop.PAYMENTS).get(0);
    guide.command(
        "java -jar %s tojson --head=2 %s"
            .formatted(readers.avroToolsJar(), Typed.shortened(file, typedIn)));
    readers.json(file).stream().limit(2).map(Queries::cut).forEach(guide::quote);
  }

  /** The records that could not be decoded, with reasons. */
  void quarantine() throws IOException {
    for (Map<String, String> row : readers.avro(Readers.quarantine(Shop.PAGE_VIEWS))) {
      guide.quote(
          cut(
              "%s, Kafka partition %s, offset %s: %s, %s"
                  .formatted(
                      row.get("kafka_topic"),
                      row.get("kafka_partition"),
                      row.get("kafka_offset"),
                      row.get("error_class"),
                      row.get("error_message"))));
    }
  }

  private void sql(String... lines) throws IOException {
    guide.command("duckdb", List.of(lines));
    guide.quote(Grid.lines(readers.query(String.join("\n", lines))));
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }
}
