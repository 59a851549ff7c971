package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.content.TestEvent;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.kafka.Traffic;
import io.sluice.testbed.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs on Kafka with three brokers, HDFS and YARN. */
@RealStack
class LandingIT {
  private static final String ROOT = "/e2e/landing";

  @TempDir Path directory;

  @Test
  void everyRecordLandsOnceAndWithTheAccessOfItsTopicsDirectory(Stack stack) throws IOException {
    KafkaCluster kafka = stack.kafka();
    HadoopCluster hadoop = stack.yarn();
    WebHdfs hdfs = new WebHdfs(hadoop);
    Traffic traffic = kafka.traffic();
    Topic orders =
        new Topic(
            traffic,
            "landing-orders",
            3,
            new Encoding.Registered(
                stack.registry().register("landing-orders-value", TestEvent.SCHEMA)));
    Topic clicks = new Topic(traffic, "landing-clicks", 3, new Encoding.Json());
    Topic lines = new Topic(traffic, "landing-lines", 1, new Encoding.Text());
    List<Topic> all = List.of(orders, clicks, lines);
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(orders.name(), 3, 3);
      topics.create(clicks.name(), 3, 3);
      topics.create(lines.name(), 1, 3);
    }
    Path schema = Files.writeString(directory.resolve("event.avsc"), TestEvent.SCHEMA);
    String config =
        IngestionProperties.of(
                "landing",
                kafka,
                hadoop.uri() + ROOT,
                "landing-orders,landing-clicks,landing-lines")
            .with("schema.registry.url", stack.registry().url())
            .with("split.bytes", "256k")
            .with("overrides", "clicks,lines")
            .with("overrides.clicks.topics", clicks.name())
            .with("overrides.clicks.value.format", "json")
            .with("overrides.clicks.schema.file", schema.toUri().toString())
            .with("overrides.clicks.format", "parquet")
            .with("overrides.lines.topics", lines.name())
            .with("overrides.lines.value.format", "string")
            .file(directory);
    giveAccess(
        hdfs, orders, "analysts", "user::rwx,user:hive:r-x,group::r-x,mask::rwx,other::---", 1000);
    giveAccess(
        hdfs, clicks, "web", "user::rwx,group::rwx,group:ops:rwx,mask::r-x,other::r-x", 2000);
    Sluice sluice = Sluice.on(hadoop, directory);

    send(all);
    sluice.expect(0, "run", "--config", config);
    assertLanded(all, hdfs, "first");

    send(all);
    sluice.expect(0, "run", "--config", config);
    assertLanded(all, hdfs, "second");
    sluice.expect(0, "verify", "--config", config);

    assertTrue(tasks(hdfs, lines) > 2, "the hot Kafka partition was not cut");
    assertNothingIsStaged(hdfs, all);
    assertAccessIsThatOfAFileWrittenThere(hdfs, hadoop, List.of(orders, clicks));
  }

  private static void giveAccess(WebHdfs hdfs, Topic topic, String group, String acl, long names)
      throws IOException {
    String topicDirectory = ROOT + "/" + topic.name();
    hdfs.makeDirectory(topicDirectory);
    hdfs.group(topicDirectory, group);
    String ofFilesWithin =
        String.join(",", Stream.of(acl.split(",", -1)).map(entry -> "default:" + entry).toList());
    hdfs.acl(topicDirectory, acl + "," + ofFilesWithin);
    hdfs.nameQuota(topicDirectory, names);
  }

  private static void send(List<Topic> topics) throws IOException {
    for (Topic topic : topics) {
      topic.send(2000);
      topic.sendTombstones(30);
      topic.sendTransactions(3, 100);
    }
    topics.get(2).send(10_000, Codec.NONE);
    topics.get(2).sendTransactions(1, 50);
  }

  private void assertLanded(List<Topic> topics, WebHdfs hdfs, String run) throws IOException {
    for (Topic topic : topics) {
      Path copy = hdfs.copy(ROOT + "/" + topic.name(), directory.resolve(run + "-" + topic.name()));
      Comparison comparison = Comparison.of(topic.name(), topic.inKafka(), LandedContent.of(copy));
      assertTrue(comparison.equal(), comparison::toString);
    }
  }

  /**
   * How many tasks have written a topic's files: {@code <version>-<runId>-<task>-<n>.avro}, a runId
   * has a dash itself.
   */
  private static long tasks(WebHdfs hdfs, Topic topic) throws IOException {
    return visible(hdfs, topic).stream()
        .map(file -> file.substring(file.lastIndexOf('/') + 1))
        .filter(name -> name.startsWith("1-"))
        .map(name -> name.split("-", -1)[3])
        .distinct()
        .count();
  }

  private static List<String> visible(WebHdfs hdfs, Topic topic) throws IOException {
    return hdfs.files(ROOT + "/" + topic.name()).stream()
        .filter(file -> !file.contains("/."))
        .toList();
  }

  private static void assertNothingIsStaged(WebHdfs hdfs, List<Topic> topics) throws IOException {
    for (Topic topic : topics) {
      List<String> staged =
          hdfs.files(ROOT + "/" + topic.name()).stream()
              .filter(file -> file.endsWith(".staged"))
              .toList();
      assertEquals(List.of(), staged);
    }
  }

  private void assertAccessIsThatOfAFileWrittenThere(
      WebHdfs hdfs, HadoopCluster hadoop, List<Topic> topics) throws IOException {
    List<String> files = new ArrayList<>();
    for (Topic topic : topics) {
      files.addAll(visible(hdfs, topic));
    }
    List<String> controls =
        files.stream().map(file -> parent(file) + "/_control").distinct().toList();
    List<String> words =
        new ArrayList<>(List.of(hadoop.home().command("hadoop").toString(), "fs", "-touchz"));
    words.addAll(controls);
    Command.Result touched =
        Command.of(directory, words.toArray(String[]::new)).run(Duration.ofMinutes(1));
    assertEquals(0, touched.exitCode(), touched::output);

    assertFalse(files.isEmpty());
    for (String file : files) {
      assertEquals(hdfs.access(parent(file) + "/_control"), hdfs.access(file), file);
    }
  }

  private static String parent(String file) {
    return file.substring(0, file.lastIndexOf('/'));
  }
}
