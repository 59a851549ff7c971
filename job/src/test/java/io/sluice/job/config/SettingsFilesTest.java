package io.sluice.job.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.options.ConfigurationException;
import io.sluice.options.Secret;
import io.sluice.options.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFilesTest {

  @TempDir private Path directory;

  private final Configuration hadoop = new Configuration(false);
  private final SettingsFiles files = new SettingsFiles(hadoop);

  private String file(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines)).toString();
  }

  @Test
  void filesLieOverOneAnotherAndSetOverAll() throws IOException {
    String base = file("base.properties", "name=a", "topics=x", "format=avro");
    String over = file("over.properties", "topics=y", "format=parquet");

    Settings settings = files.read(List.of(base, over), List.of("format = avro"));

    assertEquals("format=avro\nname=a\ntopics=y\n", settings.text());
  }

  @Test
  void aFileMayLieOnAHadoopFileSystem() throws IOException {
    String file = file("base.properties", "name=a");

    assertEquals("name=a\n", files.read(List.of("file:" + file), List.of()).text());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKeyWhereverTheFileLies() throws IOException {
    String file = file("base.properties", "\uFEFFname=a");

    assertEquals("name=a\n", files.read(List.of(file), List.of()).text());
    assertEquals("name=a\n", files.read(List.of("file:" + file), List.of()).text());
  }

  @Test
  void aFileThatIsNoUtf8IsRefusedWithItsLineWhereverItLies() throws IOException {
    Path file = directory.resolve("latin.properties");
    Files.writeString(file, "name=a\ntopics.dir=/gr\u00F6\u00DFe\n", StandardCharsets.ISO_8859_1);

    for (String name : List.of(file.toString(), "file:" + file)) {
      var thrown =
          assertThrows(ConfigurationException.class, () -> files.read(List.of(name), List.of()));

      assertEquals(
          "Cannot read the configuration file "
              + name
              + ": it is no UTF-8 text (byte 0xF6 in line 2); save it as UTF-8. Check --config.",
          thrown.getMessage());
    }
  }

  @Test
  void aMissingFileAndABadSetAreReportedTogether() {
    var thrown =
        assertThrows(
            ConfigurationException.class,
            () -> files.read(List.of("/no/such.properties"), List.of("format")));

    assertEquals(
        List.of(
            "Cannot read the configuration file /no/such.properties: there is no such file. Check --config.",
            "Cannot use the --set that stands as number 1: it is no key=value. Write --set key=value."),
        thrown.problems());
  }

  @Test
  void secretsComeFromFilesAndTheCredentialProvider() throws IOException {
    String password = file("password", "hunter2");
    hadoop.set("registry.alias", "s3cret");
    String config =
        file(
            "a.properties",
            "kafka.sasl.jaas.config=x password=\"${file:" + password + "}\";",
            "registry.password=${credential:registry.alias}");

    Settings settings = files.read(List.of(config), List.of());

    assertEquals(
        Map.of(
            "kafka.sasl.jaas.config", Secret.of("x password=\"hunter2\";"),
            "registry.password", Secret.of("s3cret")),
        settings.secrets());
    assertFalse(settings.withoutSecrets().text().contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"; b", "a\\", "a'b\\\"", "a\tb\\n", "\"", "pass;word=x", "ä\u20ac"})
  void aSecretInAJaasLineIsOneValueWhateverItsCharacters(String secret) throws IOException {
    hadoop.set("kafka.alias", secret);
    String line =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=%s;";

    for (String value :
        List.of(
            "${credential:kafka.alias}",
            " ${credential:kafka.alias}",
            "\"${credential:kafka.alias}\"")) {
      Settings settings =
          files.read(List.of(), List.of("kafka.sasl.jaas.config=" + line.formatted(value)));
      JaasContext context =
          JaasContext.loadClientContext(
              Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(settings.all().get(0).text())));

      assertEquals(
          secret, context.configurationEntries().get(0).getOptions().get("password"), value);
    }
  }

  @Test
  void aWholeJaasLineMayLieInAFile() throws IOException {
    String line = "x.Login required username=\"a\" password=\"b\\\\c\";";

    Settings settings =
        files.read(List.of(), List.of("kafka.sasl.jaas.config=${file:" + file("jaas", line) + "}"));

    assertEquals(line, settings.all().get(0).text());
  }

  @Test
  void aSecretOnTheCommandLineIsRefusedUnlessItIsNamedOnly() throws IOException {
    var thrown =
        assertThrows(
            ConfigurationException.class,
            () -> files.read(List.of(), List.of("registry.password=canary")));

    assertEquals(
        List.of(
            "Cannot use registry.password (--set): the process list shows a secret that stands in a command. Write it to a file that its user alone may read, and --set registry.password='${file:/path}'; or set it in a file of --config."),
        thrown.problems());
    String password = file("password", "hunter2");
    assertEquals(
        Secret.of("hunter2"),
        files
            .read(List.of(), List.of("registry.password=${file:" + password + "}"))
            .secrets()
            .get("registry.password"));
  }

  @Test
  void aDeviceIsNoSecret() {
    var thrown =
        assertThrows(
            ConfigurationException.class,
            () -> files.read(List.of(), List.of("registry.password=${file:/dev/zero}")));

    assertEquals(
        "Cannot read the secret ${file:/dev/zero} of registry.password (--set): IOException: it has more than 65536 bytes, or no end, and is no secret. Check the path and its permissions.",
        thrown.getMessage());
  }

  @Test
  void aSecretThatWouldShowIsRefused() throws IOException {
    String config = file("a.properties", "name=${file:/etc/passwd}");

    var thrown =
        assertThrows(ConfigurationException.class, () -> files.read(List.of(config), List.of()));

    assertEquals(
        "Cannot use name ("
            + config
            + ":1): only keys of secrets take a value from a file or a credential provider, others would show it in logs and plans. Write the value itself.",
        thrown.getMessage());
  }
}
