package io.sluice.mapper.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.registry.access.RegistryLogin;
import io.sluice.mapper.registry.access.TlsOptions;
import io.sluice.mapper.registry.access.TlsOptions.StoreFile;
import io.sluice.options.ConfigurationException;
import io.sluice.options.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind TLS, and clients that do or do not have the right certificates. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryTlsTest {
  private static final String LOCALHOST = "san=ip:127.0.0.1";

  private Path directory;

  private TestKeys ca;
  private TestKeys sound;
  private TestKeys elsewhere;
  private TestKeys expired;
  private TestKeys client;
  private TestKeys stranger;

  @BeforeAll
  void makeKeys(@TempDir Path made) throws Exception {
    directory = made;
    ca = TestKeys.ca(directory);
    sound = ca.sign("sound", "-ext", LOCALHOST);
    elsewhere = ca.sign("elsewhere", "-ext", "san=dns:registry.example.com");
    expired = ca.sign("expired", "-ext", LOCALHOST, "-startdate", "-10d", "-validity", "5");
    client = ca.sign("client");
    stranger = TestKeys.ca(Files.createDirectory(directory.resolve("another")));
  }

  @Test
  void aRegistryOfATrustedCaIsAskedWhateverTheFormOfTheTruststore() throws Exception {
    Path p12 = directory.resolve("trust.p12");
    Path jks = directory.resolve("trust.jks");
    for (Path store : List.of(p12, jks)) {
      var made = java.security.KeyStore.getInstance(store == jks ? "JKS" : "PKCS12");
      made.load(null, null);
      made.setCertificateEntry("ca", ca.load().getCertificate(ca.name()));
      try (var out = Files.newOutputStream(store)) {
        made.store(out, TestKeys.PASSWORD.toCharArray());
      }
    }
    Optional<Secret> password = Optional.of(sound.password());
    List<StoreFile> stores =
        List.of(
            store(ca.certificate(), Optional.empty(), Optional.empty()),
            store(ca.certificate(), Optional.empty(), Optional.of("PEM")),
            store(p12, password, Optional.empty()),
            store(jks, password, Optional.empty()),
            store(jks, password, Optional.of("JKS")),
            store(jks, Optional.empty(), Optional.of("JKS")));

    for (StoreFile each : stores) {
      assertEquals(Optional.of("\"long\""), ask(sound, trusting(each)), each::toString);
    }
  }

  @Test
  void aRegistryOfAnUnknownCaIsRefusedAndNotAskedAgain() throws Exception {
    AtomicInteger rounds = new AtomicInteger();

    RegistryException refused = refused(sound, trusting(client), rounds);

    assertContains(refused, "signed by no CA that is trusted here");
    assertContains(refused, "Set schema.registry.ssl.truststore.location");
    assertEquals(RegistryException.Prospect.LASTING, refused.prospect());
    assertEquals(0, rounds.get());
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    RegistryException refused = refused(elsewhere, trusting(ca));

    assertContains(refused, "its certificate is not for the host 127.0.0.1");
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    RegistryException refused = refused(expired, trusting(ca));

    assertContains(refused, "its certificate has expired");
  }

  @Test
  void noTokenReachesARegistryThatIsRefused() throws Exception {
    for (TestKeys server : List.of(elsewhere, expired)) {
      try (SmallRegistry registry = registry(server, Optional.empty())) {
        assertThrows(
            RegistryException.class,
            () -> schemas(registry.url(), bearer(), trusting(ca), new AtomicInteger()).byId(7));

        assertEquals(List.of(), registry.asked);
      }
    }
  }

  @Test
  void aClientShowsItsCertificateWhateverTheFormOfTheKeystore() throws Exception {
    Optional<Secret> password = Optional.of(client.password());
    List<TlsOptions> clients =
        List.of(
            showing(store(client.store(), password, Optional.empty()), Optional.empty()),
            showing(store(client.store(), password, Optional.of("PKCS12")), password),
            showing(
                store(client.keyAndCertificate(), Optional.empty(), Optional.empty()),
                Optional.empty()));

    for (TlsOptions each : clients) {
      try (SmallRegistry registry = registry(sound, Optional.of(ca))) {
        assertEquals(
            "\"long\"",
            schemas(registry.url(), RegistryLogin.NONE, each, new AtomicInteger())
                .byId(7)
                .orElseThrow()
                .text(),
            each::toString);
      }
    }
  }

  @Test
  void aClientWithoutTheCertificateThatIsWantedLearnsOfIt() throws Exception {
    try (SmallRegistry registry = registry(sound, Optional.of(ca))) {
      for (TlsOptions each :
          List.of(
              trusting(ca),
              showing(
                  store(stranger.store(), Optional.of(stranger.password()), Optional.empty()),
                  Optional.empty()))) {
        RegistryException refused =
            assertThrows(
                RegistryException.class,
                () ->
                    schemas(registry.url(), RegistryLogin.NONE, each, new AtomicInteger()).byId(7));

        assertContains(refused, "schema.registry.ssl.keystore.location");
      }
    }
  }

  @Test
  void httpsToAServerWithoutTlsIsReportedAsThat() throws Exception {
    try (RawServer plain =
        new RawServer(out -> RawServer.write(out, "HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      URI https = URI.create(plain.url().toString().replace("http:", "https:"));

      RegistryException refused =
          assertThrows(
              RegistryException.class,
              () -> schemas(https, RegistryLogin.NONE, trusting(ca), new AtomicInteger()).byId(7));

      assertContains(refused, "no TLS is spoken there");
    }
  }

  @Test
  void aRedirectFromHttpsToHttpIsNotFollowedEvenToAConfiguredAddress() throws Exception {
    try (SmallRegistry plain = new SmallRegistry();
        SmallRegistry registry = registry(sound, Optional.empty())) {
      plain.at("/schemas/ids/7", 200, "{\"schema\":\"\\\"int\\\"\"}");
      for (int status : List.of(301, 302, 303, 307, 308)) {
        registry.redirecting("/schemas/ids/7", status, plain.url() + "/schemas/ids/7");
        RegistryOptions options =
            new RegistryOptions(
                List.of(registry.url(), plain.url()),
                Duration.ofSeconds(5),
                0,
                bearer(),
                trusting(ca));

        RegistryException refused =
            assertThrows(
                RegistryException.class,
                () -> RegistrySchemas.open(options, InstantSource.system()).byId(7));

        assertContains(refused, "which is without TLS");
        assertEquals(List.of(), plain.asked);
        assertEquals(List.of(), plain.authorizations);
      }
    }
  }

  @Test
  void aTokenIsSentAndShownNowhere() throws Exception {
    try (SmallRegistry registry = registry(sound, Optional.empty())) {
      schemas(registry.url(), bearer(), trusting(ca), new AtomicInteger()).byId(7);

      assertEquals(List.of("Bearer abc.def-1~"), registry.authorizations);
      registry.at("/schemas/ids/8", 401, "{\"error_code\":401,\"message\":\"no\"}");
      RegistryException refused =
          assertThrows(
              RegistryException.class,
              () -> schemas(registry.url(), bearer(), trusting(ca), new AtomicInteger()).byId(8));

      assertContains(refused, "Correct schema.registry.bearer.auth.token");
      assertFalse(refused.toString().contains("abc.def"), refused::toString);
    }
  }

  @Test
  void aFileThatCannotBeUsedIsNamedWithItsKey() throws Exception {
    Path garbage = Files.writeString(directory.resolve("garbage"), "no keys");
    assertUnusable("there is no such file here", store(Path.of("/nowhere/ca.pem")));
    assertUnusable("has more than 1048576 bytes, or no end", store(Path.of("/dev/zero")));
    assertUnusable("it is damaged, or no PEM, PKCS12 or JKS", store(garbage));
    assertUnusable(
        "its password is wrong",
        store(client.store(), Optional.of(Secret.of("no-such-word")), Optional.empty()));
    assertUnusable(
        "it holds no trusted certificate",
        store(client.store(), Optional.of(client.password()), Optional.empty()));
  }

  private void assertUnusable(String why, StoreFile file) {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                schemas(
                    URI.create("https://127.0.0.1:1"),
                    RegistryLogin.NONE,
                    trusting(file),
                    new AtomicInteger()));

    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::toString);
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith("Cannot use schema.registry.ssl.truststore.location=" + file.location()),
        refused::toString);
    assertFalse(refused.toString().contains("no-such-word"), refused::toString);
  }

  private static Optional<String> ask(TestKeys server, TlsOptions tls) throws Exception {
    try (SmallRegistry registry = registry(server, Optional.empty())) {
      return schemas(registry.url(), RegistryLogin.NONE, tls, new AtomicInteger())
          .byId(7)
          .map(SchemaText::text);
    }
  }

  private static RegistryException refused(TestKeys server, TlsOptions tls) throws Exception {
    return refused(server, tls, new AtomicInteger());
  }

  private static RegistryException refused(TestKeys server, TlsOptions tls, AtomicInteger rounds)
      throws Exception {
    try (SmallRegistry registry = registry(server, Optional.empty())) {
      RegistryException refused =
          assertThrows(
              RegistryException.class,
              () -> schemas(registry.url(), RegistryLogin.NONE, tls, rounds).byId(7));
      assertEquals(List.of(), registry.asked);
      return refused;
    }
  }

  private static SmallRegistry registry(TestKeys server, Optional<TestKeys> clients)
      throws Exception {
    return SmallRegistry.behind(server.server(clients))
        .at("/schemas/ids/7", 200, "{\"schema\":\"\\\"long\\\"\"}");
  }

  private static RegistrySchemas schemas(
      URI url, RegistryLogin login, TlsOptions tls, AtomicInteger rounds) {
    RegistryOptions options =
        new RegistryOptions(List.of(url), Duration.ofSeconds(5), 3, login, tls);
    return new RegistrySchemas(
        new RegistryHttp(options, InstantSource.system(), millis -> rounds.incrementAndGet()));
  }

  private static RegistryLogin bearer() {
    return new RegistryLogin(Optional.empty(), Optional.of(Secret.of("abc.def-1~")));
  }

  private static TlsOptions trusting(TestKeys keys) throws Exception {
    return trusting(store(keys.certificate()));
  }

  private static TlsOptions trusting(StoreFile truststore) {
    return new TlsOptions(Optional.of(truststore), Optional.empty(), Optional.empty());
  }

  private TlsOptions showing(StoreFile keystore, Optional<Secret> keyPassword) throws Exception {
    return new TlsOptions(trusting(ca).truststore(), Optional.of(keystore), keyPassword);
  }

  private static StoreFile store(Path file) {
    return store(file, Optional.empty(), Optional.empty());
  }

  private static StoreFile store(Path file, Optional<Secret> password, Optional<String> type) {
    return new StoreFile(
        "schema.registry.ssl.truststore.location", file.toString(), password, type);
  }

  private static void assertContains(RegistryException error, String part) {
    assertTrue(String.valueOf(error.getMessage()).contains(part), error::toString);
  }
}
