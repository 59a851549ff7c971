package io.sluice.testbed.secured;

import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.kerberos.Kdc;
import io.sluice.testbed.process.FreePorts;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.tls.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker with a listener for each {@link KafkaLogin}, all with TLS by a private CA, that
 * authorizes by ACLs and gives delegation tokens. {@value #READER} is known to all of them and may
 * do nothing until it is {@linkplain #allow allowed} to; whoever comes by the plain listener may do
 * all.
 */
public final class SecuredKafka implements AutoCloseable {
  /** The principal of ingestions. */
  public static final String READER = "sluice";

  /** Secret of {@value #READER}, with characters that end careless quoting. */
  public static final String PASSWORD = "kafka-canary\"'\\;,";

  /** After which a delegation token must have been renewed. */
  public static final Duration TOKEN_LIFETIME = Duration.ofSeconds(30);

  private static final String WRONG_HOST = "WRONG";
  private static final Map<KafkaLogin, String> PROTOCOLS =
      Map.of(
          KafkaLogin.SCRAM, "SASL_SSL",
          KafkaLogin.PLAIN, "SASL_SSL",
          KafkaLogin.GSSAPI, "SASL_SSL",
          KafkaLogin.OAUTHBEARER, "SASL_SSL",
          KafkaLogin.MUTUAL_TLS, "SSL");
  private static final String OAUTH =
      "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ;";

  private final Path directory;
  private final TestCa ca;
  private final KafkaCluster cluster;
  private final Map<KafkaLogin, Integer> ports;
  private final int wrongHostPort;
  private final Map<KafkaLogin, Map<String, String>> clients;
  private final OAuthServer oauth;

  private SecuredKafka(
      Path directory,
      OAuthServer oauth,
      TestCa ca,
      KafkaCluster cluster,
      Map<KafkaLogin, Integer> ports,
      int wrongHostPort,
      Map<KafkaLogin, Map<String, String>> clients) {
    this.directory = directory;
    this.oauth = oauth;
    this.ca = ca;
    this.cluster = cluster;
    this.ports = ports;
    this.wrongHostPort = wrongHostPort;
    this.clients = clients;
  }

  /**
   * Starts it and makes the principals.
   *
   * @param kdc where {@code kafka/localhost} is made
   * @param readerKeytab of {@value #READER}
   * @param directory for data, logs and keys; a new one
   */
  public static SecuredKafka start(
      StackHome home, Path directory, TestCa ca, Kdc kdc, Path readerKeytab) throws IOException {
    Path absolute = Files.createDirectories(directory.toAbsolutePath());
    Iterator<Integer> free = FreePorts.find(KafkaLogin.values().length + 1).iterator();
    Map<KafkaLogin, Integer> ports = new EnumMap<>(KafkaLogin.class);
    for (KafkaLogin each : KafkaLogin.values()) {
      ports.put(each, free.next());
    }
    int wrongHost = free.next();
    OAuthTokens tokens = OAuthTokens.make();
    Path keySet = tokens.keySet(absolute.resolve("jwks.json"));
    Path token = absolute.resolve("reader.jwt");
    Files.writeString(token, tokens.token(READER, Duration.ofHours(4)));
    KafkaSettings settings =
        listening(KafkaSettings.brokers(1), ports, wrongHost)
            .withJvmOptions(
                List.of(
                    kdc.jvmOption(),
                    "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + keySet.toUri()));
    for (Map.Entry<String, String> each :
        broker(ca, kdc.keytab("kafka", "kafka/localhost"), keySet).entrySet()) {
      settings = settings.with(each.getKey(), each.getValue());
    }
    KafkaCluster cluster = KafkaCluster.start(settings, home, absolute.resolve("kafka"));
    try {
      makeScramUser(cluster);
      Map<KafkaLogin, Map<String, String>> clients = clients(ca, readerKeytab, token);
      OAuthServer oauth = OAuthServer.start(tokens, READER, PASSWORD);
      return new SecuredKafka(absolute, oauth, ca, cluster, ports, wrongHost, clients);
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static KafkaSettings listening(
      KafkaSettings settings, Map<KafkaLogin, Integer> ports, int wrongHost) {
    String listeners =
        ports.entrySet().stream()
            .map(each -> "%s://localhost:%d".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(","));
    String clients =
        "PLAINTEXT://127.0.0.1:%s,%s,%s://localhost:%d"
            .formatted(KafkaSettings.CLIENT_PORT, listeners, WRONG_HOST, wrongHost);
    String map =
        Stream.concat(
                PROTOCOLS.entrySet().stream().map(each -> each.getKey() + ":" + each.getValue()),
                Stream.of("PLAINTEXT:PLAINTEXT", "CONTROLLER:PLAINTEXT", WRONG_HOST + ":SSL"))
            .collect(Collectors.joining(","));
    return settings
        .with("listeners", clients + ",CONTROLLER://127.0.0.1:" + KafkaSettings.CONTROLLER_PORT)
        .with("advertised.listeners", clients)
        .with("listener.security.protocol.map", map)
        .with("inter.broker.listener.name", "PLAINTEXT");
  }

  private static Map<String, String> broker(TestCa ca, Path keytab, Path keySet)
      throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    all.put("super.users", "User:ANONYMOUS");
    all.put("delegation.token.secret.key", "token-secret");
    all.put("delegation.token.expiry.time.ms", Long.toString(TOKEN_LIFETIME.toMillis()));
    all.put("delegation.token.expiry.check.interval.ms", "1000");
    all.put("ssl.keystore.location", ca.server("broker").toString());
    all.put("ssl.keystore.password", TestCa.PASSWORD);
    all.put("ssl.truststore.location", ca.truststore().toString());
    all.put("ssl.truststore.password", TestCa.PASSWORD);
    all.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
    all.put("listener.name.mutual_tls.ssl.client.auth", "required");
    all.put(
        "listener.name.wrong.ssl.keystore.location",
        ca.server("elsewhere", "dns:kafka.example.com").toString());
    all.put("listener.name.wrong.ssl.keystore.password", TestCa.PASSWORD);
    String scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
    all.put("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    all.put("listener.name.scram.scram-sha-512.sasl.jaas.config", scram);
    all.put("listener.name.plain.sasl.enabled.mechanisms", "PLAIN");
    all.put(
        "listener.name.plain.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(READER, escaped()));
    // Where delegation tokens are given, they are taken by SCRAM.
    all.put("listener.name.gssapi.sasl.enabled.mechanisms", "GSSAPI,SCRAM-SHA-256");
    all.put("listener.name.gssapi.scram-sha-256.sasl.jaas.config", scram);
    all.put("listener.name.gssapi.sasl.kerberos.service.name", "kafka");
    all.put(
        "listener.name.gssapi.gssapi.sasl.jaas.config",
        "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true keyTab=\"%s\" principal=\"%s\";"
            .formatted(keytab, Kdc.principal("kafka/localhost")));
    String oauth = "listener.name.oauthbearer.";
    all.put(oauth + "sasl.enabled.mechanisms", "OAUTHBEARER");
    all.put(oauth + "oauthbearer.sasl.jaas.config", OAUTH);
    all.put(
        oauth + "oauthbearer.sasl.server.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
    all.put(oauth + "sasl.oauthbearer.jwks.endpoint.url", keySet.toUri().toString());
    all.put(oauth + "sasl.oauthbearer.expected.audience", OAuthTokens.AUDIENCE);
    all.put(oauth + "sasl.oauthbearer.expected.issuer", OAuthTokens.ISSUER);
    return all;
  }

  private static Map<KafkaLogin, Map<String, String>> clients(TestCa ca, Path keytab, Path token)
      throws IOException {
    Map<KafkaLogin, Map<String, String>> clients = new EnumMap<>(KafkaLogin.class);
    clients.put(
        KafkaLogin.SCRAM,
        Map.of(
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(READER, escaped())));
    clients.put(
        KafkaLogin.PLAIN,
        Map.of(
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(READER, escaped())));
    clients.put(
        KafkaLogin.GSSAPI,
        Map.of(
            "sasl.mechanism",
            "GSSAPI",
            "sasl.kerberos.service.name",
            "kafka",
            "sasl.jaas.config",
            "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true keyTab=\"%s\" principal=\"%s\";"
                .formatted(keytab, Kdc.principal(READER))));
    clients.put(
        KafkaLogin.OAUTHBEARER,
        Map.of(
            "sasl.mechanism",
            "OAUTHBEARER",
            "sasl.login.callback.handler.class",
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
            "sasl.oauthbearer.token.endpoint.url",
            token.toUri().toString(),
            "sasl.jaas.config",
            OAUTH));
    clients.put(
        KafkaLogin.MUTUAL_TLS,
        Map.of(
            "ssl.keystore.location",
            ca.client(READER).toString(),
            "ssl.keystore.password",
            TestCa.PASSWORD));
    return clients;
  }

  /** As it stands between quotes in a login line. */
  private static String escaped() {
    return PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** The cluster, for whoever may do all. */
  public KafkaCluster cluster() {
    return cluster;
  }

  public TestCa ca() {
    return ca;
  }

  /** File with {@link #PASSWORD}, for configurations that name a file. */
  public Path passwordFile() throws IOException {
    return Files.writeString(directory.resolve("kafka.password"), PASSWORD);
  }

  /** Settings of a client that logs in as {@value #READER}, names as Kafka's. */
  public Map<String, String> client(KafkaLogin login) throws IOException {
    Map<String, String> all = new TreeMap<>(clients.getOrDefault(login, Map.of()));
    all.put("bootstrap.servers", "localhost:" + ports.get(login));
    all.put("security.protocol", PROTOCOLS.getOrDefault(login, ""));
    all.put("ssl.truststore.location", ca.certificate().toString());
    all.put("ssl.truststore.type", "PEM");
    return all;
  }

  /** Settings of a client that gets its token of OAuth from a server, for its secret. */
  public Map<String, String> clientOfOAuthServer() throws IOException {
    Map<String, String> all = client(KafkaLogin.OAUTHBEARER);
    all.put("sasl.oauthbearer.token.endpoint.url", oauth.url());
    all.put("sasl.oauthbearer.client.credentials.client.id", READER);
    all.put("sasl.oauthbearer.client.credentials.client.secret", PASSWORD);
    return all;
  }

  /** Settings of a client that comes to a listener whose certificate names another host. */
  public Map<String, String> clientOfWrongHost() throws IOException {
    Map<String, String> all = client(KafkaLogin.MUTUAL_TLS);
    all.put("bootstrap.servers", "localhost:" + wrongHostPort);
    return all;
  }

  /** Gives {@value #READER} Describe and Read on these topics, and nothing else. */
  public void allow(Collection<String> topics) throws IOException {
    List<AclBinding> bindings =
        topics.stream()
            .flatMap(
                topic ->
                    Stream.of(AclOperation.DESCRIBE, AclOperation.READ)
                        .map(
                            operation ->
                                new AclBinding(
                                    new ResourcePattern(
                                        ResourceType.TOPIC, topic, PatternType.LITERAL),
                                    new AccessControlEntry(
                                        "User:" + READER,
                                        "*",
                                        operation,
                                        AclPermissionType.ALLOW))))
            .toList();
    asSuperUser(cluster, admin -> admin.createAcls(bindings).all().get());
  }

  private static void makeScramUser(KafkaCluster cluster) throws IOException {
    asSuperUser(
        cluster,
        admin ->
            admin
                .alterUserScramCredentials(
                    List.of(
                        new UserScramCredentialUpsertion(
                            READER,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                            PASSWORD)))
                .all()
                .get());
  }

  private interface Deed {
    void with(Admin admin) throws ExecutionException, InterruptedException;
  }

  private static void asSuperUser(KafkaCluster cluster, Deed deed) throws IOException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      deed.with(admin);
    } catch (ExecutionException e) {
      throw new IOException("Cannot prepare Kafka: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot prepare Kafka: interrupted", e);
    }
  }

  @Override
  public void close() {
    oauth.close();
    cluster.close();
  }
}
