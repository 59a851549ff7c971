package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.kafka.Traffic;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.readers.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON lines and plain lines of a real Kafka, read by DuckDB. */
@RealStack
class TextIT {
  private static final String PRETTY = "{\n  \"id\": -1,\n  \"name\": \"a\\nb\"\n}\n";

  @TempDir Path directory;

  @Test
  void linesOfJsonAndTextAreReadByDuckDbInEachCodecAndAreSound(Stack stack) throws IOException {
    KafkaCluster kafka = stack.kafka();
    Traffic traffic = kafka.traffic();
    Topic json = new Topic(traffic, "text-json", 2, new Encoding.Json());
    Topic lines = new Topic(traffic, "text-lines", 1, new Encoding.Text());
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(json.name(), 2, 1);
      topics.create(lines.name(), 1, 1);
    }
    for (Topic topic : List.of(json, lines)) {
      topic.send(500);
      topic.sendTombstones(3);
      topic.sendTransactions(1, 20);
    }
    traffic.send(
        List.of(
            record(json, PRETTY),
            record(json, "{\"id\": no JSON}"),
            record(lines, "two\nlines"),
            record(lines, "")));

    for (String codec : List.of("none", "gzip", "zstd")) {
      Path landed = Files.createDirectory(directory.resolve(codec));
      String config =
          IngestionProperties.of(
                  "text-" + codec, kafka, landed.toUri().toString(), "text-json,text-lines")
              .with("format", "text")
              .with("text.codec", codec)
              .with("file.bytes", "10k")
              .with("value.format", "json")
              .with("overrides", "lines")
              .with("overrides.lines.topics", lines.name())
              .with("overrides.lines.value.format", "string")
              .file(directory);
      Sluice sluice = Sluice.local(directory);

      sluice.expect(0, "run", "--config", config);

      assertEquals(
          values(traffic, json)
              .filter(value -> !value.contains("no JSON"))
              .map(value -> value.replace('\n', ' ').strip())
              .sorted()
              .toList(),
          lines(landed.resolve(json.name())),
          codec);
      assertEquals(
          values(traffic, lines).filter(value -> !value.contains("\n")).sorted().toList(),
          lines(landed.resolve(lines.name())),
          codec);
      assertEquals(
          List.of(String.valueOf(values(traffic, json).count() - 1), "-1", "a\nb"),
          ofJson(landed.resolve(json.name())));
      String deep = sluice.expect(0, "verify", "--deep", "--config", config);
      assertTrue(deep.contains("Topic text-json has landed without the columns"), deep);
      String compared = sluice.expect(0, "verify", "--against-kafka", "--config", config);
      assertTrue(compared.contains("lines, which do not say where they stood"), compared);
      assertTrue(compared.contains("0 that landed are not in Kafka any more, 0 are"), compared);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(Topic topic, String value) {
    return new ProducerRecord<>(topic.name(), 0, null, value.getBytes(UTF_8));
  }

  private static Stream<String> values(Traffic traffic, Topic topic) throws IOException {
    return traffic.readAll(topic.name(), IsolationLevel.READ_COMMITTED).stream()
        .map(record -> record.value())
        .filter(Objects::nonNull)
        .map(value -> new String(value, UTF_8));
  }

  /** All lines below a directory, sorted. */
  private static List<String> lines(Path topic) throws IOException {
    try (DuckDb duckDb = DuckDb.open(StackHome.find())) {
      return duckDb
          .query(
              "SELECT coalesce(line, '') FROM read_csv('%s/*/*/*.txt*', columns={'line': 'VARCHAR'}, delim='\u0001', quote='', escape='', header=false, auto_detect=false, skip=0, null_padding=true, hive_partitioning=false)"
                  .formatted(topic))
          .rows()
          .stream()
          .map(row -> row.get(0))
          .sorted()
          .toList();
    }
  }

  /** Their number, and the least ID with its name. */
  private static List<String> ofJson(Path topic) throws IOException {
    try (DuckDb duckDb = DuckDb.open(StackHome.find())) {
      return duckDb
          .query(
              "SELECT count(*), min(id), arg_min(name, id) FROM read_json('%s/*/*/*.txt*', format='newline_delimited', hive_partitioning=false)"
                  .formatted(topic))
          .rows()
          .get(0);
    }
  }
}
