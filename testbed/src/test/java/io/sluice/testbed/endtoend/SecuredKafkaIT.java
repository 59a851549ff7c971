package io.sluice.testbed.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.login.kafka.TaskLogin;
import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.testbed.RealStack;
import io.sluice.testbed.SecuredStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.content.TestEvent;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.kerberos.Kdc;
import io.sluice.testbed.registry.SchemaRegistry;
import io.sluice.testbed.secured.KafkaLogin;
import io.sluice.testbed.secured.SecuredKafka;
import io.sluice.testbed.tls.TestCa;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka and a registry that ask who is there, and a principal with Describe and Read on one topic
 * alone.
 */
@RealStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredKafkaIT {
  private static final String TOPIC = "secured";
  private static final String FORBIDDEN = "not-allowed";
  private static final int EVENTS = 400;

  private Path directory;
  private Kdc kdc;
  private TestCa ca;
  private SecuredKafka kafka;
  private SchemaRegistry registry;
  private Content produced;

  /** A token that is renewed from before the first test on. */
  private TaskLogin renewed;

  private Instant renewedSince;

  @BeforeAll
  void start(Stack stack, @TempDir Path work) throws Exception {
    directory = work;
    SecuredStack secured = stack.secured();
    kdc = secured.kdc();
    ca = secured.ca();
    kafka = secured.kafka();
    registry = secured.registry();
    int id = registry.register(TOPIC + "-value", TestEvent.SCHEMA);
    Topic topic = new Topic(kafka.cluster().traffic(), TOPIC, 3, new Encoding.Registered(id));
    try (TopicAdmin topics = kafka.cluster().topics()) {
      topics.create(TOPIC, 3, 1);
      topics.create(FORBIDDEN, 1, 1);
    }
    topic.send(EVENTS, Codec.LZ4);
    produced = topic.inKafka();
    kafka.allow(List.of(TOPIC));
    Settings settings =
        settings(kafka.client(KafkaLogin.GSSAPI))
            .overlay(List.of(new Setting("task.kafka.login", "delegated", "test")));
    renewed = TaskLogin.elsewhere("renewed", settings, options(settings), Duration.ofHours(1));
    renewedSince = Instant.now();
  }

  @AfterAll
  void stop() {
    renewed.close();
  }

  @Test
  void whatWasProducedLandsByScramWithASecretFromAFile() throws IOException {
    IngestionProperties ingestion =
        ingestion("scram", kafka.client(KafkaLogin.SCRAM))
            .with(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"${file:%s}\";"
                    .formatted(SecuredKafka.READER, kafka.passwordFile()));

    // Describe and Read alone: what needs more is left out, and reported once.
    String config = ingestion.file(directory);
    String plan = says(0, "plan", config);
    assertEquals(1, plan.split("Describe on the cluster would give them", -1).length - 1, plan);
    assertEquals(1, plan.split("DescribeConfigs on the topics would give it", -1).length - 1, plan);
    lands(ingestion);
    says(0, "holds", config);
    says(0, "verify", config, "--against-kafka");
  }

  @Test
  void whatWasProducedLandsByPlainWithASecretFromACredentialProvider() throws IOException {
    Path store = directory.resolve("secrets.jceks");
    String provider = "jceks://file" + store;
    Configuration hadoop = new Configuration();
    hadoop.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, provider);
    CredentialProvider made = CredentialProviderFactory.getProviders(hadoop).get(0);
    made.createCredentialEntry("kafka.password", SecuredKafka.PASSWORD.toCharArray());
    made.flush();

    lands(
        ingestion("plain", kafka.client(KafkaLogin.PLAIN))
            .with(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=${credential:kafka.password};"
                    .formatted(SecuredKafka.READER)),
        "-D",
        CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH + "=" + provider);
  }

  @Test
  void whatWasProducedLandsByKerberosWithADelegationToken() throws IOException {
    lands(
        ingestion("gssapi", kafka.client(KafkaLogin.GSSAPI)).with("task.kafka.login", "delegated"));
  }

  @Test
  void aDelegationTokenOutlivesItsLifetimeAndEndsWithTheRun() throws Exception {
    Map<String, String> ofTasks = options(renewed.settings()).adminOf("renewed");
    assertFalse(renewed.settings().text().contains("keytab"), renewed.settings().text());
    Instant end = renewedSince.plus(SecuredKafka.TOKEN_LIFETIME).plusSeconds(2);
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()));

    Set<String> seen = topicsSeen(ofTasks);
    renewed.end();
    ExecutionException refused = assertThrows(ExecutionException.class, () -> topicsSeen(ofTasks));

    assertTrue(seen.contains(TOPIC), seen::toString);
    assertFalse(seen.contains(FORBIDDEN), seen::toString);
    assertInstanceOf(SaslAuthenticationException.class, refused.getCause());
  }

  @Test
  void whereTokensAreNotTakenTasksLogInAsTheClientDoes() throws Exception {
    Settings settings = settings(kafka.client(KafkaLogin.PLAIN));

    try (TaskLogin login =
        TaskLogin.elsewhere("own", settings, options(settings), Duration.ofHours(1))) {
      assertEquals(settings, login.settings());
    }
    Settings delegated =
        settings.overlay(List.of(new Setting("task.kafka.login", "delegated", "test")));
    IOException refused =
        assertThrows(
            IOException.class,
            () -> TaskLogin.elsewhere("own", delegated, options(delegated), Duration.ofHours(1)));
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith("Cannot obtain a delegation token of Kafka's for the tasks: "),
        refused::toString);
    assertFalse(refused.toString().contains("canary"), refused::toString);
  }

  private static Settings settings(Map<String, String> client) {
    return Settings.NONE.overlay(
        client.entrySet().stream()
            .map(each -> new Setting("kafka." + each.getKey(), each.getValue(), "test"))
            .toList());
  }

  private static KafkaOptions options(Settings settings) {
    return KafkaOptions.read(settings, new Problems());
  }

  private static Set<String> topicsSeen(Map<String, String> client) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(client))) {
      return admin.listTopics().names().get();
    }
  }

  @Test
  void whatWasProducedLandsByATokenOfOAuth() throws IOException {
    lands(ingestion("oauth", kafka.client(KafkaLogin.OAUTHBEARER)));
  }

  @Test
  void whatWasProducedLandsByMutualTls() throws IOException {
    lands(ingestion("mtls", kafka.client(KafkaLogin.MUTUAL_TLS)));
  }

  @Test
  void aBrokerWhoseCertificateIsForAnotherHostIsRefused() throws IOException {
    String said =
        says(1, "plan", ingestion("wrong-broker", kafka.clientOfWrongHost()).file(directory));

    assertTrue(said.contains("No subject alternative DNS name matching localhost found"), said);
    assertTrue(said.contains("its certificate is not for the host"), said);
  }

  @Test
  void aRegistryWhoseCertificateIsForAnotherHostIsRefused() throws IOException {
    IngestionProperties ingestion =
        ingestion("wrong-registry", kafka.clientOfOAuthServer())
            .with("schema.registry.url", registry.url().replace("127.0.0.1", "localhost"));

    String said = says(4, "run", ingestion.file(directory));

    assertTrue(said.contains("its certificate is not for the host localhost"), said);
  }

  private void lands(IngestionProperties ingestion, String... more) throws IOException {
    says(0, "run", ingestion.file(directory), more);

    Comparison comparison =
        Comparison.of(TOPIC, produced, LandedContent.of(landed(ingestion.name()).resolve(TOPIC)));
    assertTrue(comparison.equal(), comparison::toString);
    assertEquals(EVENTS, produced.counts().size());
  }

  private IngestionProperties ingestion(String name, Map<String, String> client)
      throws IOException {
    IngestionProperties ingestion =
        IngestionProperties.of(name, kafka.cluster(), landed(name).toUri().toString(), TOPIC)
            .with("schema.registry.url", registry.url())
            .with("schema.registry.ssl.truststore.location", ca.certificate().toString())
            .with("kafka.default.api.timeout.ms", "15000")
            .with("kafka.request.timeout.ms", "5000");
    for (Map.Entry<String, String> each : client.entrySet()) {
      ingestion = ingestion.with("kafka." + each.getKey(), properties(each.getValue()));
    }
    return ingestion;
  }

  /** In a properties file a backslash is written twice. */
  private static String properties(String value) {
    return value.replace("\\", "\\\\");
  }

  private Path landed(String name) {
    return directory.resolve("landed").resolve(name);
  }

  /** The signed part of the token of OAuth. */
  private String token() throws IOException {
    String file =
        kafka
            .client(KafkaLogin.OAUTHBEARER)
            .getOrDefault("sasl.oauthbearer.token.endpoint.url", "");
    String whole = Files.readString(Path.of(URI.create(file)));
    return whole.substring(whole.indexOf('.') + 1, whole.indexOf('.') + 60);
  }

  /** A configuration by which every library logs at level DEBUG: nothing of a secret is there. */
  private Map<String, String> everythingLogged() throws IOException {
    Path conf = Files.createDirectories(directory.resolve("conf-debug"));
    Files.writeString(
        conf.resolve("log4j.properties"),
        """
        log4j.rootLogger=DEBUG, console
        log4j.appender.console=org.apache.log4j.ConsoleAppender
        log4j.appender.console.Target=System.err
        log4j.appender.console.layout=org.apache.log4j.PatternLayout
        log4j.appender.console.layout.ConversionPattern=%d %p %c: %m%n
        """);
    return Map.of("SLUICE_CONF_DIR", conf.toString());
  }

  private String says(int exitCode, String verb, String config, String... more) throws IOException {
    Files.createDirectories(directory.resolve("work"));
    Sluice sluice =
        Sluice.local(directory.resolve("work"))
            .with(
                Map.of(
                    "SLUICE_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC " + kdc.jvmOption()));
    String[] arguments = new String[2 + more.length];
    arguments[0] = "--config";
    arguments[1] = config;
    System.arraycopy(more, 0, arguments, 2, more.length);
    String said = sluice.with(everythingLogged()).expect(exitCode, verb, arguments);
    assertTrue(
        !verb.equals("run") || said.contains(" DEBUG org.apache.kafka."),
        "Kafka's client has not logged at DEBUG");
    for (String secret : List.of("canary", token())) {
      int at = said.indexOf(secret);
      assertTrue(at < 0, () -> said.substring(Math.max(0, at - 300), at));
    }
    return said;
  }
}
