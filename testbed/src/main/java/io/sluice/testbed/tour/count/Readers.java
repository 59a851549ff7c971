package io.sluice.testbed.tour.count;

import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.readers.AvroTools;
import io.sluice.testbed.readers.DuckDb;
import io.sluice.testbed.readers.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Readers of landed files that are not ours, over a local directory. */
public final class Readers implements AutoCloseable {
  private final Path landed;
  private final DuckDb duckDb;
  private final AvroTools avroTools;
  private final String avroToolsJar;

  private Readers(Path landed, DuckDb duckDb, AvroTools avroTools, String avroToolsJar) {
    this.landed = landed;
    this.duckDb = duckDb;
    this.avroTools = avroTools;
    this.avroToolsJar = avroToolsJar;
  }

  /**
   * Opens them.
   *
   * @param landed what {@code topics.dir} is to the configuration, or a copy of it
   */
  public static Readers open(StackHome home, Path landed) throws IOException {
    String avroToolsJar = home.classPath("readers/target/avro-tools.classpath");
    DuckDb duckDb = DuckDb.open(home);
    try {
      return new Readers(landed, duckDb, AvroTools.open(home), avroToolsJar);
    } catch (IOException e) {
      duckDb.close();
      throw e;
    }
  }

  /** The text after {@code FROM} for the Parquet files of a topic. */
  public String table(String topic) {
    return DuckDb.parquet(landed.resolve(topic));
  }

  public QueryResult query(String sql) throws IOException {
    return duckDb.query(sql);
  }

  /** The rows of a topic's Avro files, or of its quarantine. */
  public List<Map<String, String>> avro(String directory) throws IOException {
    return avroTools.rows(avroFiles(directory));
  }

  /** Local Avro files below a directory of {@code topics.dir}. */
  public List<Path> avroFiles(String directory) throws IOException {
    return files(directory, ".avro");
  }

  /** A line of JSON for each record of an Avro file. */
  public List<String> json(Path file) throws IOException {
    return avroTools.toJson(file);
  }

  /** The jar that a user starts with {@code java -jar}. */
  public String avroToolsJar() {
    return avroToolsJar;
  }

  /** Counts a topic's files, in whatever format they are. */
  public InFiles count(String topic) throws IOException {
    long quarantined = avro(quarantine(topic)).size();
    if (files(topic, ".parquet").isEmpty()) {
      List<Map<String, String>> rows = avro(topic);
      long places =
          rows.stream()
              .map(row -> row.get("kafka_partition") + ":" + row.get("kafka_offset"))
              .distinct()
              .count();
      return new InFiles(rows.size(), places, quarantined, "avro-tools");
    }
    List<String> counts =
        query(
                "SELECT count(*), count(DISTINCT (kafka_partition, kafka_offset)) FROM "
                    + table(topic))
            .rows()
            .get(0);
    return new InFiles(
        Long.parseLong(counts.get(0)), Long.parseLong(counts.get(1)), quarantined, "DuckDB");
  }

  /** Directory of a topic's bad records, below {@code topics.dir}. */
  public static String quarantine(String topic) {
    return ".quarantine/" + topic;
  }

  @Override
  public void close() throws IOException {
    avroTools.close();
    duckDb.close();
  }

  private List<Path> files(String directory, String ending) throws IOException {
    Path root = landed.resolve(directory);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
