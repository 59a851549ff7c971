package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of wrong input. A message names the problem, the values, the reason and the remedy, with an
 * exit code and without a stack trace; nothing is committed, and nothing visible is left behind. A
 * problem with one topic leaves the others alone.
 */
@RealStack
class BadInputIT {
  private static final int EVENTS = 20;

  @TempDir Path directory;
  private Path landed = Path.of("");

  @BeforeEach
  void makeDirectory() throws IOException {
    landed = Files.createDirectory(directory.resolve("landed"));
  }

  @Test
  void wrongKeysAreReportedAllAtOnce(Stack stack) throws IOException {
    String config =
        sound(stack)
            .with("split.byte", "5m")
            .with("file.bytes", "5x")
            .with("schema.file", "/event.avsc")
            .with("kafka.auto.offset.reset", "latest")
            .file(directory);

    Command.Result run = local().run("run", "--config", config);

    assertSays(
        run,
        2,
        "split.byte",
        "split.bytes",
        "Cannot use file.bytes=5x",
        "Cannot use schema.file=/event.avsc with value.format=string",
        "kafka.auto.offset.reset",
        "starting.offsets");
    assertNothingThere();
  }

  @Test
  void aTopicThatIsNotThereAndOneWhoseRegistryDoesNotAnswerAreLeftAndTheOthersLand(Stack stack)
      throws IOException {
    String config =
        sound(stack)
            .with("topics", "badinput-sound,badinput-absent,badinput-avro")
            .with("schema.registry.url", "http://127.0.0.1:1")
            .with("schema.registry.retries", "1")
            .with("overrides", "avro")
            .with("overrides.avro.topics", "badinput-avro")
            .with("overrides.avro.value.format", "confluent-avro")
            .file(directory);
    filled(stack, "badinput-avro");

    Command.Result run = local().run("run", "--config", config);

    assertSays(
        run,
        4,
        "Cannot read topic badinput-absent: there is none of that name",
        "badinput-avro",
        "http://127.0.0.1:1");
    assertEquals(EVENTS, LandedContent.of(landed.resolve("badinput-sound")).size());
    assertFalse(Files.exists(landed.resolve("badinput-absent")));
    assertEquals(List.of(), LandedContent.visibleFiles(landed.resolve("badinput-avro")));
  }

  @Test
  void aBrokerThatDoesNotAnswerIsReported(Stack stack) throws IOException {
    String config =
        sound(stack)
            .with("kafka.bootstrap.servers", "127.0.0.1:1")
            .with("kafka.admin.default.api.timeout.ms", "3000")
            .with("kafka.admin.request.timeout.ms", "2000")
            .file(directory);

    Command.Result run = local().run("run", "--config", config);

    assertSays(run, 1, "Cannot ask Kafka at 127.0.0.1:1", "Check kafka.bootstrap.servers");
    assertNothingThere();
  }

  @Test
  void aNameNodeThatDoesNotAnswerIsReported(Stack stack) throws IOException {
    String config = sound(stack).with("topics.dir", "hdfs://127.0.0.1:1/landed").file(directory);

    Command.Result run =
        local().with("-D", "ipc.client.connect.max.retries=0").run("run", "--config", config);

    assertSays(run, 1, "Cannot ", ":1");
  }

  @Test
  void withoutHadoopNothingTurnsToTheLocalRunner(Stack stack) throws IOException {
    String config = sound(stack).file(directory);

    Command.Result run = Sluice.withoutHadoop(directory).run("run", "--config", config);

    assertSays(run, 2, "Cannot start hadoop", "--local");
    assertNothingThere();
  }

  @Test
  void aStateDirectoryThatIsNotOursIsRefused(Stack stack) throws IOException {
    IngestionProperties sound = sound(stack);
    String config = sound.file(directory);
    local().expect(0, "run", "--config", config);
    Path state = landed.resolve(".sluice/badinput");
    Path head = state.resolve("ledger/1");
    String entry = unzipped(head);

    String other =
        new IngestionProperties("other", sound.properties())
            .with("name", "other")
            .with("state.dir", state.toUri().toString())
            .file(directory);
    assertSays(
        local().run("run", "--config", other),
        2,
        "for ingestion 'other': its ledger is that of ingestion 'badinput'");

    String cluster = entry.replaceFirst(".*\"clusterId\" *: *\"([^\"]+)\"(?s).*", "$1");
    zip(head, entry.replaceAll("(\"clusterId\" *: *\")[^\"]+", "$1AnotherClusterOfKafkas"));
    assertSays(
        local().run("run", "--config", config), 6, "was made for another entry", "was set back");
    Files.delete(state.resolve("published/1"));
    assertSays(
        local().run("run", "--config", config),
        2,
        "AnotherClusterOfKafkas",
        "Correct kafka.bootstrap.servers");

    zip(head, entry.replaceFirst("(\"format\" *: *)1", "$199"));
    assertSays(local().run("run", "--config", config), 6, "has format 99", "or a newer one");

    Path others = Files.writeString(directory.resolve("of-somebody-else"), "records");
    zip(head, entry.replaceFirst("(\"staged\" *: *\")[^\"]+", "$1" + others));
    assertSays(
        local().run("run", "--config", config), 6, "staged and landed no file", "was edited");
    assertEquals("records", Files.readString(others));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertSays(
        local().run("run", "--config", config),
        2,
        "everybody may write in " + state,
        "chmod -R go-w " + state,
        "state.dir.shared=true");

    assertEquals(List.of("1"), names(state.resolve("ledger")), cluster);
    assertEquals(EVENTS, LandedContent.of(landed.resolve("badinput-sound")).size());
  }

  @Test
  void anotherStateDirectoryOfTheSameNameLandsNothingASecondTime(Stack stack) throws IOException {
    local().expect(0, "run", "--config", sound(stack).file(directory));
    String other =
        sound(stack).with("state.dir", landed.resolve(".other").toUri().toString()).file(directory);

    Command.Result run = local().run("run", "--config", other);

    assertSays(
        run,
        4,
        "belongs to ingestion badinput (ledger ",
        "and this is ingestion badinput (ledger ",
        "Two state directories have that name");
    assertEquals(EVENTS, LandedContent.of(landed.resolve("badinput-sound")).size());
  }

  @Test
  void aStateDirectoryThatIsRestoredOlderDoublesNothingUnderABound(Stack stack) throws IOException {
    filled(stack, "badinput-second");
    filled(stack, "badinput-older");
    String one = sound(stack).with("topics", "badinput-older").file(directory);
    local().expect(0, "run", "--config", one);
    Path state = landed.resolve(".sluice/badinput");
    Path kept = directory.resolve("kept");
    copy(state, kept);
    new Topic(stack.kafka().traffic(), "badinput-older", 1, new Encoding.Text())
        .send(EVENTS, Codec.NONE);
    local().expect(0, "run", "--config", one);
    int before = LandedContent.of(landed.resolve("badinput-older")).size();
    delete(state);
    copy(kept, state);
    String bounded =
        sound(stack)
            .with("topics", "badinput-older,badinput-second")
            .with("overrides", "first")
            .with("overrides.first.topics", "badinput-second")
            .with("overrides.first.priority", "1")
            .with("max.bytes.per.run", "1k")
            .file(directory);

    for (int run = 0; run < 3; run++) {
      assertSays(local().run("run", "--config", bounded), 4, "the ledger was set back");
    }

    assertEquals(before, LandedContent.of(landed.resolve("badinput-older")).size());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aDirectoryOfAnotherIngestionIsLeftToIt(Stack stack) throws IOException {
    local().expect(0, "run", "--config", sound(stack).file(directory));
    filled(stack, "badinput-second");
    String second =
        new IngestionProperties("second", sound(stack).properties())
            .with("name", "second")
            .with("topics", "badinput-sound,badinput-second")
            .file(directory);

    Command.Result run = local().run("run", "--config", second);

    assertSays(
        run, 4, "Cannot land topic badinput-sound", "ingestion badinput", "ingestion second");
    assertEquals(EVENTS, LandedContent.of(landed.resolve("badinput-sound")).size());
    assertEquals(EVENTS, LandedContent.of(landed.resolve("badinput-second")).size());
  }

  @Test
  void directoriesThatAreFullOrForbiddenHoldTheirTopicsUntilTheyAreRepaired(Stack stack)
      throws IOException {
    HadoopCluster hadoop = stack.hdfs();
    WebHdfs hdfs = new WebHdfs(hadoop);
    String root = "/e2e/badinput";
    for (String topic : List.of("badinput-names", "badinput-space", "badinput-forbidden")) {
      filled(stack, topic);
      hdfs.makeDirectory(root + "/" + topic);
    }
    hdfs.owner(root, "alice");
    hdfs.owner(root + "/badinput-names", "alice");
    hdfs.owner(root + "/badinput-space", "alice");
    hdfs.nameQuota(root + "/badinput-names", 1);
    hdfs.spaceQuota(root + "/badinput-space", 1);
    IngestionProperties ingestion =
        sound(stack)
            .with("topics", "badinput-sound,badinput-names,badinput-space,badinput-forbidden")
            .with("topics.dir", hadoop.uri() + root);

    Command.Result run = local().as("alice").run("run", "--config", ingestion.file(directory));

    assertSays(
        run,
        4,
        "Cannot land topic badinput-names",
        "Cannot land topic badinput-space",
        "Cannot land topic badinput-forbidden",
        "quota");
    Path copy = hdfs.copy(root, Files.createDirectory(directory.resolve("copy")));
    assertEquals(EVENTS, LandedContent.of(copy.resolve("badinput-sound")).size());
    assertEquals(
        LandedContent.visibleFiles(copy.resolve("badinput-sound")).size(),
        LandedContent.visibleFiles(copy).size());

    Command.Result stranger =
        local()
            .as("bob")
            .run(
                "run",
                "--config",
                new IngestionProperties("bobs", ingestion.properties())
                    .with("name", "bobs")
                    .file(directory));
    assertSays(stranger, 1, "Permission denied", "bob", root);
    assertFalse(hdfs.exists(root + "/.sluice/bobs/ledger"));

    hdfs.noQuota(root + "/badinput-names");
    hdfs.noQuota(root + "/badinput-space");
    hdfs.owner(root + "/badinput-forbidden", "alice");
    local().as("alice").expect(0, "run", "--config", ingestion.file(directory));
    Path repaired = hdfs.copy(root, Files.createDirectory(directory.resolve("repaired")));
    for (String topic : List.of("badinput-names", "badinput-space", "badinput-forbidden")) {
      assertEquals(EVENTS, LandedContent.of(repaired.resolve(topic)).size(), topic);
    }
  }

  private Sluice local() {
    return Sluice.local(directory);
  }

  /** An ingestion of one topic that would land. */
  private IngestionProperties sound(Stack stack) throws IOException {
    filled(stack, "badinput-sound");
    return IngestionProperties.of(
            "badinput", stack.kafka(), landed.toUri().toString(), "badinput-sound")
        .with("value.format", "string");
  }

  /** The tests share their topics: none of them changes one. */
  private static void filled(Stack stack, String topic) throws IOException {
    KafkaCluster kafka = stack.kafka();
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(topic, 1, 3);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(TopicExistsException.class.getName())) {
        return;
      }
      throw e;
    }
    new Topic(kafka.traffic(), topic, 1, new Encoding.Text()).send(EVENTS, Codec.NONE);
  }

  private static void assertSays(Command.Result result, int exitCode, String... phrases) {
    String output = result.output();
    assertEquals(exitCode, result.exitCode(), output);
    for (String phrase : phrases) {
      assertTrue(output.contains(phrase), () -> "'" + phrase + "' is not in:\n" + output);
    }
    assertFalse(output.contains("\tat "), () -> "A stack trace:\n" + output);
  }

  private void assertNothingThere() throws IOException {
    assertEquals(List.of(), LandedContent.visibleFiles(landed));
    assertFalse(Files.exists(landed.resolve(".sluice/badinput/ledger")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String unzipped(Path file) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static void zip(Path file, String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    Files.write(file, out.toByteArray());
  }
}
