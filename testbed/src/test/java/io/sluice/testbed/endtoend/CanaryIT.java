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
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets come in through every door, everything logs at level DEBUG, and no word of them is found
 * in an output, a log, a file of a job, its history, the state, a report or the process list.
 */
@RealStack
class CanaryIT {
  private static final Path HADOOP =
      Path.of(System.getProperty("sluice.testbed.work", "target/testbed"), "hadoop");

  /** Stands in each place that is searched, to show that the search sees what is there. */
  private static final String NO_SECRET = "cAnaryNoSecret";

  /** The state's files are packed and lie in blocks of HDFS, as the files of the history do. */
  private static final List<String> PLACES =
      List.of(
          "/proc/cmdline",
          "/proc/environ",
          ".*job\\.xml",
          ".*/blk_\\d+",
          ".*/blk_\\d+ \\(unpacked\\)",
          ".*/blk_\\d+ \\(history\\)",
          ".*/container_[^/]+/syslog",
          "output",
          "report");

  private static final List<String> MISSPELT =
      List.of(
          "kafka.sasl.jaas.conf",
          "kafka.sals.jaas.config",
          "kafka.ssl.keystore.pasword",
          "kafka.ssl.key.passwort",
          "kafka.ssl.keystore.pwd",
          "kafka.ssl.kestore.key",
          "kafka.ssl.truststore.pw",
          "Kafka.ssl.key.password",
          "kafka.sasl.password",
          "kafka.sasl.oauthbearer.client.sekret",
          "kafka.sasl.oauthbearer.token",
          "kafkassl.key.password",
          "schema.registry.basic.auth.userinfo",
          "schema.registry.basic.auth.user_info",
          "shema.registry.basic.auth.user.info",
          "schema.registry.bearer.auth.tokn",
          "schema.registry.ssl.key.passwrod",
          "schema.registry.password",
          "password",
          "topics.dirr",
          "overrides.pii.kafka.ssl.key.password");

  @TempDir Path directory;

  @Test
  void noWordOfASecretIsFoundAnywhereWhateverDoorItCameThrough(Stack stack) throws IOException {
    KafkaCluster kafka = stack.kafka();
    HadoopCluster hadoop = stack.yarn();
    Topic orders =
        new Topic(
            kafka.traffic(),
            "canary-orders-" + NO_SECRET,
            1,
            new Encoding.Registered(
                stack
                    .registry()
                    .register("canary-orders-" + NO_SECRET + "-value", TestEvent.SCHEMA)));
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(orders.name(), 1, 3);
    }
    orders.send(50);
    String root = "/e2e/canary";
    Path user = secret("user", "sluice:cAnary1File");
    Path jaas = secret("jaas", "cAnary2Jaas\";'\\cAnary3Jaas; x=\"");
    Path set = secret("set", "cAnary4SetByFile");
    Path store = directory.resolve("secrets.jceks");
    String provider = "localjceks://file" + store;
    Command.Result made =
        Command.of(
                directory,
                hadoop.home().command("hadoop").toString(),
                "credential",
                "create",
                "canary.alias",
                "-value",
                "cAnary5Provider",
                "-provider",
                provider)
            .run(Duration.ofMinutes(1));
    assertEquals(0, made.exitCode(), made.output());
    String config =
        IngestionProperties.of("canary", kafka, hadoop.uri() + root, orders.name())
            .with("schema.registry.url", stack.registry().url())
            .with("schema.registry.basic.auth.user.info", "${file:" + user + "}")
            .with(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"sluice\" password=\"${file:"
                    + jaas
                    + "}\";")
            .with("kafka.ssl.keystore.password", "${credential:canary.alias}")
            .with("kafka.ssl.truststore.password", "cAnary6InTheFile")
            .file(directory);
    Files.setPosixFilePermissions(Path.of(config), PosixFilePermissions.fromString("rw-------"));
    Path report = directory.resolve("report.json");
    List<String> words =
        List.of(
            "cAnary1File",
            "cAnary2Jaas",
            "cAnary3Jaas",
            "cAnary4SetByFile",
            "cAnary5Provider",
            "cAnary6InTheFile");

    try (Canary canary = Canary.watching(HADOOP, words, NO_SECRET)) {
      Command.Result run =
          debugging(
                  Sluice.on(hadoop, directory)
                      .with(
                          "-D",
                          "hadoop.security.credential.provider.path=" + provider,
                          "-D",
                          "test.no.secret=" + NO_SECRET,
                          "-D",
                          "mapreduce.workflow.name=" + NO_SECRET,
                          "-D",
                          "mapreduce.map.log.level=DEBUG",
                          "-D",
                          "yarn.app.mapreduce.am.log.level=DEBUG")
                      .with(Map.of("TEST_NO_SECRET", NO_SECRET)))
              .run(
                  "run",
                  "--config",
                  config,
                  "--report",
                  report.toString(),
                  "--set",
                  "kafka.ssl.key.password=${file:" + set + "}");

      assertEquals(0, run.exitCode(), run.output());
      assertTrue(run.output().contains(" DEBUG "), "the client has not logged at DEBUG");
      Path landed = new WebHdfs(hadoop).copy(root + "/" + orders.name(), directory.resolve("x"));
      assertEquals(50, LandedContent.of(landed).size());
      canary.in("output", run.output()).in("report", Files.readString(report));
      assertEquals(Set.of(), canary.found());
      for (String place : PLACES) {
        assertTrue(
            canary.read().stream().anyMatch(each -> each.matches(place)),
            () -> place + " was not read, but " + canary.read());
      }
      assertTrue(containerLogs() > 0, "no container has logged at DEBUG");
    }
  }

  @Test
  void noMessageShowsASecretThatCannotBeUsed(Stack stack) throws IOException {
    IngestionProperties sound =
        IngestionProperties.of(
                "canary",
                stack.kafka(),
                Files.createDirectory(directory.resolve("landed")).toUri().toString(),
                "canary-refused")
            .with("value.format", "string");
    IngestionProperties misspelt =
        sound
            .with("schema.registry.url", "HTTPS://cAnary7User:cAnary8Password@127.0.0.1:1")
            .with("overrides", "pii")
            .with("overrides.pii.topics", "canary-orders");
    for (String key : MISSPELT) {
      misspelt = misspelt.with(key, "cAnary0Misspelt");
    }
    IngestionProperties ofJaas =
        sound
            .with("kafka.security.protocol", "SASL_PLAINTEXT")
            .with("kafka.sasl.mechanism", "PLAIN")
            .with(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " password=\"cAnary9Jaas\" cAnaryBJaas=\";cAnaryCJaas\"; cAnaryDJaas");
    Sluice local = debugging(Sluice.local(directory));

    String problems = refused(local, misspelt);
    assertEquals(MISSPELT.size(), MISSPELT.stream().filter(problems::contains).count(), problems);
    refused(local, ofJaas);
    refused(
        local,
        sound,
        "--set",
        "kafka.ssl.key.password=cAnaryESet",
        "--set",
        "schema.registry.basic.auth.user.info:cAnaryFSet");
  }

  private String refused(Sluice local, IngestionProperties ingestion, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--config", ingestion.file(directory)));
    arguments.addAll(List.of("--json", "--stacktrace"));
    arguments.addAll(List.of(more));

    Command.Result run = local.run("run", arguments.toArray(String[]::new));

    assertEquals(2, run.exitCode(), run.output());
    assertFalse(run.output().contains("cAnary"), run.output());
    return run.output();
  }

  private Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** With all libraries at level DEBUG. */
  private Sluice debugging(Sluice sluice) throws IOException {
    Path conf = Files.createDirectory(directory.resolve("conf"));
    Files.writeString(
        conf.resolve("log4j.properties"),
        """
        log4j.rootLogger=DEBUG, console
        log4j.appender.console=org.apache.log4j.ConsoleAppender
        log4j.appender.console.Target=System.err
        log4j.appender.console.layout=org.apache.log4j.PatternLayout
        log4j.appender.console.layout.ConversionPattern=%d %p %c: %m%n
        """);
    return sluice.with(Map.of("SLUICE_CONF_DIR", conf.toString()));
  }

  private static long containerLogs() throws IOException {
    try (Stream<Path> files = Files.walk(HADOOP.resolve("data"))) {
      return files
          .filter(file -> file.endsWith("syslog"))
          .filter(
              file -> {
                try {
                  return Files.readString(file, StandardCharsets.ISO_8859_1).contains(" DEBUG ");
                } catch (IOException e) {
                  return false;
                }
              })
          .count();
    }
  }
}
