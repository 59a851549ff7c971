package io.sluice.mapper.mapreduce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedFilesTest {
  @TempDir private Path directory;

  @Test
  void theFilesThatSettingsNameAreThereInAContainer() throws IOException {
    List<String> settings =
        List.of(
            "kafka.ssl.truststore.location=%s",
            "kafka.ssl.keystore.location=%s",
            "kafka.consumer.ssl.keystore.location=%s",
            "kafka.admin.ssl.truststore.location=%s",
            "schema.registry.ssl.truststore.location=%s",
            "schema.registry.ssl.keystore.location=%s",
            "kafka.sasl.oauthbearer.token.endpoint.url=file:%s",
            "kafka.sasl.oauthbearer.token.endpoint.url=file://%s",
            "kafka.sasl.oauthbearer.assertion.private.key.file=%s",
            "kafka.sasl.jaas.config=Krb5LoginModule required useKeyTab=true keyTab=\"%s\" principal=\"a\";",
            "kafka.consumer.sasl.jaas.config=Krb5LoginModule required keyTab='%s' principal='a';",
            "kafka.sasl.jaas.config=Krb5LoginModule required keyTab=%s principal=a;",
            "kafka.sasl.jaas.config=Krb5LoginModule required keyTab=\"file:%s\";");
    byte[] content = {0, 1, (byte) 0xff, '\n', 7};
    Path file = Files.write(directory.resolve("secret file.jks"), content);
    for (String setting : settings) {
      Path named = setting.contains("keyTab=%s") ? Files.copy(file, directory.resolve("k")) : file;

      Job job = job(setting.formatted(named));
      String shipped = JobSettings.unpack(job).text();

      Path there =
          JobSettings.unpack(job).all().stream()
              .flatMap(each -> NamedFile.in(each).stream())
              .map(each -> Path.of(each.path()))
              .findFirst()
              .orElseThrow();
      assertNotEquals(named, there, setting);
      assertFalse(shipped.contains(named.toString()), shipped);
      assertArrayEquals(content, Files.readAllBytes(there));
      assertEquals(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
          Files.getPosixFilePermissions(there));
    }
  }

  @Test
  void aFileIsWrittenOnceInAProcess() throws IOException {
    String setting = "kafka.ssl.keystore.location=" + directory.resolve("k.pem");
    Files.writeString(directory.resolve("k.pem"), "first");
    Job first = job(setting);
    Files.writeString(directory.resolve("k.pem"), "second");
    Job second = job(setting);

    String unpacked = JobSettings.unpack(first).text();

    assertEquals(unpacked, JobSettings.unpack(first).text());
    assertEquals(setting + "\n", JobSettings.read(first).text());
    assertNotEquals(unpacked, JobSettings.unpack(second).text());
  }

  @Test
  void aFileThatIsNoLongerWhatItWasIsWrittenAnew() throws IOException {
    Job job = job("kafka.ssl.keystore.location=" + Files.writeString(directory.resolve("k"), "a"));
    Path there = Path.of(JobSettings.unpack(job).all().get(0).text());
    Files.writeString(there, "b");

    JobSettings.unpack(job);

    assertEquals("a", Files.readString(there));
  }

  @Test
  void aFilesContentStandsInNoConfiguration() throws IOException {
    Path file = Files.writeString(directory.resolve("k.pem"), "canary-in-file");

    Job job = job("kafka.ssl.keystore.location=" + file);

    StringWriter written = new StringWriter();
    Configuration.dumpConfiguration(job.getConfiguration(), written);
    assertFalse(written.toString().contains("canary-in-file"));
  }

  @Test
  void whatNamesNoFileIsLeft() throws IOException {
    for (String setting :
        List.of(
            "kafka.sasl.oauthbearer.token.endpoint.url=https://id/token",
            "kafka.sasl.jaas.config=ScramLoginModule required username=\"a\" password=\"b\";",
            "kafka.ssl.truststore.type=PEM",
            "topics.dir=/tmp")) {
      assertEquals(setting + "\n", JobSettings.unpack(job(setting)).text());
    }
  }

  @Test
  void aFileThatCannotBeShippedIsNamedWithItsSetting() {
    for (String path : List.of("/nowhere/ca.pem", "/dev/zero")) {
      IOException refused =
          assertThrows(IOException.class, () -> job("kafka.ssl.truststore.location=" + path));

      assertTrue(
          refused
              .toString()
              .contains(
                  "Cannot ship the file "
                      + path
                      + " of kafka.ssl.truststore.location to the tasks: "),
          refused::toString);
    }
  }

  @Test
  void kafkasClientsMayReadATokenWhereTheSettingsSayThatItIs() {
    Problems problems = new Problems();
    String url = "file:/etc/sluice/token-" + System.nanoTime();
    KafkaOptions options =
        KafkaOptions.read(
            Settings.NONE.overlay(
                "kafka.bootstrap.servers=b:1\nkafka.sasl.mechanism=OAUTHBEARER\nkafka.sasl.oauthbearer.token.endpoint.url="
                    + url,
                "test",
                problems),
            problems);

    options.adminOf("app");
    options.consumerOf("app");

    String allowed = System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", "");
    assertEquals(1, List.of(allowed.split(",")).stream().filter(url::equals).count(), allowed);
  }

  private static Job job(String text) throws IOException {
    Settings settings = Settings.NONE.overlay(text, "test", new Problems());
    Job job = Job.getInstance(new Configuration(false));
    JobSettings.put(job, settings);
    ShippedFiles.put(job, settings);
    return job;
  }
}
