package io.sluice.job.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.options.ConfigurationException;
import io.sluice.options.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in Hadoop's credential providers, as 'hadoop credential create' writes them. */
class CredentialProviderTest {
  private static final String PASSWORD_FILE =
      "hadoop.security.credstore.java-keystore-provider.password-file";

  @TempDir private Path directory;

  private final Configuration hadoop = new Configuration();

  @Test
  void everySettingOfASecretMayNameAnAlias() throws IOException {
    for (String scheme : List.of("jceks", "localjceks")) {
      provide(scheme);
      List<String> names =
          List.of(
              "kafka.sasl.jaas.config",
              "kafka.ssl.key.password",
              "kafka.ssl.keystore.password",
              "kafka.ssl.truststore.password",
              "kafka.consumer.ssl.keystore.password",
              "kafka.admin.sasl.jaas.config",
              "kafka.ssl.keystore.key",
              "kafka.sasl.oauthbearer.client.credentials.client.secret",
              "schema.registry.basic.auth.user.info",
              "schema.registry.bearer.auth.token",
              "schema.registry.ssl.truststore.password",
              "schema.registry.ssl.keystore.password",
              "schema.registry.ssl.key.password",
              "overrides.some.decoder.password");
      String config =
          names.stream()
              .map(name -> name + "=${credential:sluice.secret}")
              .collect(Collectors.joining("\n"));

      Settings settings = read(config);

      names.forEach(
          name ->
              assertEquals(
                  "s3cret;\"",
                  Objects.requireNonNull(settings.secrets().get(name)).reveal(),
                  name));
      assertFalse(settings.withoutSecrets().text().contains("s3cret"));
    }
  }

  @Test
  void anAliasMayBeAPartOfTheValue() throws IOException {
    provide("jceks");

    Settings settings =
        read("schema.registry.basic.auth.user.info=sluice:${credential:sluice.secret}");

    assertEquals(
        "sluice:s3cret;\"",
        Objects.requireNonNull(settings.secrets().get("schema.registry.basic.auth.user.info"))
            .reveal());
  }

  @Test
  void anAliasThatIsNotThereIsReportedWithTheNearOne() throws IOException {
    String path = provide("jceks");

    assertEquals(
        "Cannot read the secret ${credential:sluice.secrte} of registry.password (%s:1): %s knows no such alias; did you mean sluice.secret?. Check it with 'hadoop credential list -provider %s'."
            .formatted(file(), path, path),
        refusal("registry.password=${credential:sluice.secrte}"));
  }

  @Test
  void aProviderThatIsNotConfiguredIsReportedWithTheSettingThatNamesOne() {
    assertEquals(
        "Cannot read the secret ${credential:a} of registry.password (%s:1): no credential provider is configured. Set hadoop.security.credential.provider.path, with -D or in core-site.xml, for example to jceks://hdfs/user/sluice/secrets.jceks."
            .formatted(file()),
        refusal("registry.password=${credential:a}"));
  }

  @Test
  void aProvidersOwnPasswordComesFromAFileOfTheClassPath() throws Exception {
    Path onClassPath = Files.createDirectory(directory.resolve("conf"));
    Files.writeString(onClassPath.resolve("store.password"), "of the store\n");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {onClassPath.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      hadoop.set(PASSWORD_FILE, "store.password");
      provide("jceks");

      assertEquals(
          "s3cret;\"",
          Objects.requireNonNull(
                  read("registry.password=${credential:sluice.secret}")
                      .secrets()
                      .get("registry.password"))
              .reveal());
      Files.writeString(onClassPath.resolve("store.password"), "not-the-one");
      String wrong = refusal("registry.password=${credential:sluice.secret}");
      assertTrue(wrong.contains("password was incorrect"), wrong);
      assertTrue(wrong.contains("HADOOP_CREDSTORE_PASSWORD"), wrong);
      assertFalse(wrong.contains("not-the-one"), wrong);
      hadoop.set(PASSWORD_FILE, "/etc/no/such.password");
      String missing = refusal("registry.password=${credential:sluice.secret}");
      assertTrue(missing.contains("Password file does not exist"), missing);
      assertTrue(missing.contains("HADOOP_CONF_DIR"), missing);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void aProviderThatCannotBeReadIsReportedAndNotThrown() {
    for (String path : List.of("nosuch://file/x", "jceks://nosuchscheme@/x", "jceks://file/ü y")) {
      hadoop.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, path);

      String refusal = refusal("registry.password=${credential:a}");

      assertTrue(refusal.startsWith("Cannot read the secret ${credential:a}"), refusal);
      assertTrue(refusal.contains("hadoop credential list -provider " + path), refusal);
    }
  }

  private String provide(String scheme) throws IOException {
    Path store = directory.resolve(scheme + ".store");
    String path = scheme + "://file" + store;
    hadoop.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, path);
    CredentialProvider provider = CredentialProviderFactory.getProviders(hadoop).get(0);
    provider.createCredentialEntry("sluice.secret", "s3cret;\"".toCharArray());
    provider.flush();
    return path;
  }

  private Path file() {
    return directory.resolve("a.properties");
  }

  private Settings read(String config) throws IOException {
    Files.writeString(file(), config);
    return new SettingsFiles(hadoop).read(List.of(file().toString()), List.of());
  }

  private String refusal(String config) {
    return String.valueOf(
        assertThrows(ConfigurationException.class, () -> read(config)).getMessage());
  }
}
