package io.sluice.testbed.endtoend;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.SecuredStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.content.TestEvent;
import io.sluice.testbed.endtoend.users.LauncherTokens;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.kerberos.Kdc;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.secured.KafkaLogin;
import io.sluice.testbed.secured.SecuredKafka;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs on HDFS and YARN with Kerberos, from a Kafka and a registry that ask who is there; what they
 * land lies on an HDFS that YARN does not use.
 */
@RealStack
class SecuredIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String TOPIC = "landed";
  private static final String PROVIDERS = "hadoop.security.credential.provider.path";
  private static final String NO_TICKET = "/nowhere";

  @TempDir Path directory;

  /** An ingestion and its client. */
  private record Run(IngestionProperties ingestion, Sluice sluice) {
    String topicsDir() {
      return requireNonNull(ingestion.properties().get("topics.dir"));
    }
  }

  @Test
  void everyRecordLandsOnAnotherHdfsByKeytabByTicketAndByTheTokensOfALauncher(Stack stack)
      throws Exception {
    SecuredStack secured = stack.secured();
    int id = secured.registry().register(TOPIC + "-value", TestEvent.SCHEMA);
    Topic topic =
        new Topic(secured.kafka().cluster().traffic(), TOPIC, 2, new Encoding.Registered(id));
    try (TopicAdmin topics = secured.kafka().cluster().topics()) {
      topics.create(TOPIC, 2, 1);
    }
    secured.kafka().allow(List.of(TOPIC));
    topic.send(2000);
    Run byKeytab =
        new Run(
            withKeytab(ingestion("bykeytab", secured, KafkaLogin.GSSAPI), secured.keytab()),
            client(secured, Map.of("KRB5CCNAME", NO_TICKET)));
    Path ticket = secured.ticket(Duration.ofMinutes(10), directory.resolve("ticket"));
    Run byTicket =
        new Run(
            ingestion("byticket", secured, KafkaLogin.SCRAM)
                .with("task.kafka.login", "own")
                .with(
                    "kafka.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=${credential:kafka.password};"
                        .formatted(SecuredKafka.READER)),
            client(secured, Map.of("KRB5CCNAME", ticket.toString()))
                .with("-D", PROVIDERS + "=" + credentials(secured, ticket)));
    String tokens = tokens(secured).toString();
    Run byTokens =
        new Run(
            ingestion("bytokens", secured, KafkaLogin.MUTUAL_TLS),
            client(secured, Map.of("KRB5CCNAME", NO_TICKET, "HADOOP_TOKEN_FILE_LOCATION", tokens)));

    land(List.of(byKeytab, byTicket, byTokens));

    assertTrue(
        Files.readString(log(byKeytab)).contains("Tasks log in to Kafka with a delegation token"),
        () -> log(byKeytab).toString());
    WebHdfs hdfs = new WebHdfs(secured.secondHdfs());
    Content produced = topic.inKafka();
    for (Run run : List.of(byKeytab, byTicket, byTokens)) {
      String name = run.ingestion().name();
      String landed = run.topicsDir().substring(secured.secondHdfs().uri().length());
      Path copy = hdfs.copy(landed + "/" + TOPIC, directory.resolve(name));
      Comparison comparison = Comparison.of(name, produced, LandedContent.of(copy));
      assertTrue(comparison.equal(), comparison::toString);
    }
    // The job has ended; the launcher's tokens were not cancelled with its own.
    byTokens.sluice().expect(0, "verify", "--config", byTokens.ingestion().file(directory));
  }

  @Test
  void withoutATicketThatIsValidNothingIsAskedAndTheRemedyIsNamed(Stack stack) throws Exception {
    SecuredStack secured = stack.secured();
    Path expired = secured.ticket(Duration.ofSeconds(2), directory.resolve("expired"));
    String config =
        IngestionProperties.of(
                "noticket",
                secured.kafka().cluster(),
                secured.hadoop().uri() + "/data/noticket",
                "any")
            .file(directory);
    Thread.sleep(2100);

    String output =
        client(secured, Map.of("KRB5CCNAME", expired.toString()))
            .expect(2, "run", "--config", config);

    String said =
        "Cannot log in to the secured cluster: there is no Kerberos ticket in %s, or it has expired. Run kinit, or set kerberos.principal and kerberos.keytab.";
    assertTrue(output.contains(said.formatted(expired)), output);
  }

  private static IngestionProperties ingestion(String name, SecuredStack secured, KafkaLogin login)
      throws IOException {
    String topicsDir = secured.secondHdfs().uri() + "/data/" + name;
    IngestionProperties ingestion =
        IngestionProperties.of(name, secured.kafka().cluster(), topicsDir, TOPIC)
            .with("schema.registry.url", secured.registry().url())
            .with("schema.registry.ssl.truststore.location", secured.ca().certificate().toString());
    for (Map.Entry<String, String> each : secured.kafka().client(login).entrySet()) {
      // In a properties file a backslash is written twice.
      ingestion = ingestion.with("kafka." + each.getKey(), each.getValue().replace("\\", "\\\\"));
    }
    return ingestion;
  }

  /** A credential provider on HDFS with the password of Kafka. */
  private String credentials(SecuredStack secured, Path ticket) throws IOException {
    String provider =
        "%s/user/%s/secrets.jceks"
            .formatted(
                secured.hadoop().uri().replace("hdfs://", "jceks://hdfs@"), SecuredStack.USER);
    Command.Result made =
        Command.of(
                directory,
                secured.hadoop().home().command("hadoop").toString(),
                "credential",
                "create",
                "kafka.password",
                "-value",
                SecuredKafka.PASSWORD,
                "-provider",
                provider)
            .withEnvironment("KRB5CCNAME", ticket.toString())
            .withEnvironment("JAVA_HOME", System.getProperty("java.home"))
            .run(Duration.ofMinutes(1));
    assertEquals(0, made.exitCode(), made::output);
    return provider;
  }

  private Sluice client(SecuredStack secured, Map<String, String> environment) throws IOException {
    return Sluice.on(secured.hadoop(), directory).with(environment);
  }

  private static IngestionProperties withKeytab(IngestionProperties ingestion, Path keytab) {
    return ingestion
        .with("kerberos.principal", Kdc.principal(SecuredStack.USER))
        .with("kerberos.keytab", keytab.toString());
  }

  /** All at once: most of a run's time on YARN is spent waiting. */
  private void land(List<Run> runs) throws IOException, InterruptedException {
    Map<Run, Process> clients = new LinkedHashMap<>();
    for (Run run : runs) {
      clients.put(
          run, run.sluice().start(log(run), "run", "--config", run.ingestion().file(directory)));
    }
    for (Map.Entry<Run, Process> client : clients.entrySet()) {
      boolean ended = client.getValue().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (!ended || client.getValue().exitValue() != 0) {
        client.getValue().destroyForcibly();
        throw new AssertionError(
            client.getKey().ingestion().name() + ": " + Files.readString(log(client.getKey())));
      }
    }
  }

  private Path log(Run run) {
    return directory.resolve(run.ingestion().name() + ".log");
  }

  private Path tokens(SecuredStack secured) throws IOException, URISyntaxException {
    HadoopCluster hadoop = secured.hadoop();
    Path file = directory.resolve("tokens");
    Path classes =
        Path.of(LauncherTokens.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Command.Result made =
        Command.of(
                directory,
                hadoop.home().command("hadoop").toString(),
                LauncherTokens.class.getName(),
                Kdc.principal(SecuredStack.USER),
                secured.keytab().toString(),
                file.toString(),
                hadoop.uri(),
                secured.secondHdfs().uri())
            .withEnvironment("HADOOP_CLASSPATH", classes.toString())
            .withEnvironment("JAVA_HOME", System.getProperty("java.home"))
            .run(Duration.ofMinutes(1));
    assertEquals(0, made.exitCode(), made::output);
    return file;
  }
}
