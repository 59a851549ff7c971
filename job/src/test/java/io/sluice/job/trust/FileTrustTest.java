package io.sluice.job.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.job.config.SettingsFiles;
import io.sluice.options.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that others may write or read are refused or reported. */
class FileTrustTest {
  private static final int STICKY = 01000;
  private static final String PASSWORD_OF_STORES =
      "hadoop.security.credstore.java-keystore-provider.password-file";

  private static final LocalFile.Owner ANN = new LocalFile.Owner(1000, "ann");

  @TempDir Path root;
  private final Configuration hadoop = new Configuration(false);
  private Path directory = Path.of("/");

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(root.resolve("conf"));
    mode(directory, 0755);
  }

  private static void mode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode);
  }

  private Path file(String name, int mode, String... lines) throws IOException {
    Path file = Files.write(directory.resolve(name), List.of(lines));
    mode(file, mode);
    return file;
  }

  /** A group of several users, and no user's own. */
  private static void share(Path path) throws IOException {
    try {
      Files.setAttribute(path, "unix:gid", 65_000);
    } catch (IOException e) {
      assumeTrue(false, "only root gives a file to any group");
    }
  }

  private List<String> warnings(Path config) {
    SettingsFiles files = new SettingsFiles(hadoop);
    files.read(List.of(config.toString()), List.of());
    return files.warnings();
  }

  private String refusal(Path config) {
    return String.valueOf(
        assertThrows(ConfigurationException.class, () -> warnings(config)).getMessage());
  }

  private static void assertOne(List<String> warnings, String beginning, String end) {
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith(beginning), warnings::toString);
    assertTrue(warnings.get(0).endsWith(end), warnings::toString);
  }

  @Test
  void filesAsAnUmaskOf022MakesThemAreUsedInSilence() throws IOException {
    Path secret = file("secret", 0600, "hunter2");
    Path config = file("a.properties", 0644, "name=a", "registry.password=${file:" + secret + "}");

    assertEquals(List.of(), warnings(config));
    mode(directory, STICKY | 0777);
    assertEquals(List.of(), warnings(config), "as in /tmp: nobody else replaces it");
  }

  @ParameterizedTest
  @ValueSource(ints = {0666, 0646, 0602})
  void aConfigurationThatAnybodyMayWriteIsRefused(int mode) throws IOException {
    Path config = file("a.properties", mode, "name=a");

    String refusal = refusal(config);

    assertTrue(refusal.startsWith("Cannot use the configuration file " + config), refusal);
    assertTrue(refusal.endsWith("To prevent that, close it: chmod go-w " + config), refusal);
  }

  @ParameterizedTest
  @ValueSource(ints = {0777, 0703})
  void aConfigurationThatAnybodyMayReplaceIsRefused(int mode) throws IOException {
    Path config = file("a.properties", 0644, "name=a");
    mode(directory, mode);

    String refusal = refusal(config);

    assertTrue(refusal.contains("or put another file in its place (" + directory), refusal);
    assertTrue(
        refusal.endsWith(
            "To prevent that, keep it in a directory where and above which nobody else writes, or close what is open: chmod go-w "
                + directory),
        refusal);
  }

  @Test
  void aDirectoryAsTmpIsNeverToBeClosed() throws IOException {
    Path config = file("a.properties", 0666, "name=a");
    mode(directory, STICKY | 0777);

    String refusal = refusal(config);

    assertTrue(refusal.contains("(" + config + ": owner "), refusal);
    assertTrue(refusal.endsWith("To prevent that, close it: chmod go-w " + config), refusal);
  }

  @Test
  void eachDirectoryAboveCounts() throws IOException {
    directory = Files.createDirectories(directory.resolve("a/b"));
    Path config = file("a.properties", 0644, "name=a");
    Path open = root.resolve("conf");
    mode(open, 0757);

    String refusal = refusal(config);

    assertTrue(refusal.contains("(" + open + ": owner "), refusal);
    assertTrue(refusal.endsWith(": chmod go-w " + open), refusal);
    mode(open, STICKY | 0757);
    assertEquals(List.of(), warnings(config));
  }

  @Test
  void eachDirectoryOnTheWayThatLinksTakeCounts() throws IOException {
    Path config = file("a.properties", 0644, "name=a");
    Path open = Files.createDirectory(root.resolve("open"));
    Path second = Files.createSymbolicLink(open.resolve("second"), directory);
    Path first = Files.createSymbolicLink(root.resolve("first"), second);
    mode(open, 0777);

    String refusal = refusal(first.resolve("a.properties"));

    assertTrue(refusal.endsWith(": chmod go-w " + open), refusal);
    assertEquals(List.of(), warnings(config));
  }

  @Test
  void aDirectoryThatStandsOpenIsReportedOnceForAllFilesBelow() throws IOException {
    Path one = file("one", 0600, "hunter2");
    Path other = file("other", 0600, "hunter3");
    Path config =
        file(
            "a.properties",
            0600,
            "schema.registry.password=${file:" + one + "}",
            "kafka.ssl.key.password=${file:" + other + "}",
            "kafka.ssl.keystore.location=" + other);
    mode(directory, 0775);
    share(directory);

    assertOne(
        warnings(config),
        "All users of a group may write the configuration file " + config,
        "close what is open: chmod g-w " + directory);
  }

  @Test
  void aDirectoryAboveASecretIsReportedOnceWithTheCommandThatClosesIt() throws IOException {
    Path config = file("a.properties", 0600, "name=a");
    directory = Files.createDirectory(root.resolve("open"));
    Path one = file("one", 0600, "hunter2");
    Path other = file("other", 0600, "hunter3");
    mode(directory, 0777);
    Files.writeString(
        config,
        "schema.registry.password=${file:"
            + one
            + "}\nkafka.ssl.key.password=${file:"
            + other
            + "}");

    assertOne(
        warnings(config),
        "Others may write the file " + other + " of kafka.ssl.key.password",
        "close what is open: chmod go-w " + directory);
  }

  /** Nobody's who has a name here. */
  private static void give(Path path) throws IOException {
    try {
      Files.setAttribute(path, "unix:uid", 65_000, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      assumeTrue(false, "only root gives files away");
    }
  }

  @Test
  void aDirectoryOrALinkOfAnotherUserIsReported() throws IOException {
    Path config = file("a.properties", 0644, "name=a");
    Path link = Files.createSymbolicLink(root.resolve("link"), config);
    give(directory);
    give(link);

    List<String> warnings = warnings(link);

    assertOne(
        warnings,
        "Another user may change the configuration file " + link,
        "make a copy of your own in a directory where and above which nobody else writes.");
    assertTrue(warnings.get(0).contains(directory + ": owner 65000"), warnings::toString);
    assertTrue(warnings.get(0).contains(link + ": owner 65000"), warnings::toString);
  }

  @Test
  void inHdfsEachDirectoryAboveCountsToo() throws IOException {
    hadoop.setClass("fs.hdfs.impl", DiskAsHdfs.class, FileSystem.class);
    hadoop.setBoolean("fs.hdfs.impl.disable.cache", true);
    Path config = file("a.properties", 0644, "name=a");
    SettingsFiles files = new SettingsFiles(hadoop);
    mode(directory, 0777);

    String refusal =
        String.valueOf(
            assertThrows(
                    ConfigurationException.class,
                    () -> files.read(List.of("hdfs://nn" + config), List.of()))
                .getMessage());

    assertTrue(refusal.endsWith(": hdfs dfs -chmod go-w hdfs://nn" + directory), refusal);
    mode(directory, STICKY | 0777);
    assertEquals(1, files.read(List.of("hdfs://nn" + config), List.of()).all().size());
  }

  /** A local disk under another name. */
  static final class DiskAsHdfs extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("hdfs://nn");
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      Path file = Path.of(path.toUri().getPath());
      int mode = (int) Files.getAttribute(file, "unix:mode");
      return new FileStatus(
          Files.size(file),
          Files.isDirectory(file),
          1,
          1,
          1,
          1,
          new FsPermission((short) (mode & (STICKY | 0777))),
          "ann",
          "staff",
          path);
    }
  }

  @Test
  void aConfigurationByUriOrByALinkIsLookedAtToo() throws IOException {
    Path config = file("a.properties", 0666, "name=a");
    Path link = Files.createSymbolicLink(root.resolve("link.properties"), config);

    assertTrue(refusal(link).contains("anybody may write it"));
    SettingsFiles files = new SettingsFiles(hadoop);
    assertThrows(
        ConfigurationException.class, () -> files.read(List.of("file:" + config), List.of()));
  }

  @Test
  void aConfigurationThatAGroupMayWriteIsReported() throws IOException {
    Path config = file("a.properties", 0664, "name=a");
    share(config);

    assertOne(
        warnings(config),
        "All users of a group may write the configuration file " + config,
        "If that is not meant, close it: chmod g-w " + config);
  }

  @Test
  void aConfigurationInADirectoryOfAGroupIsReported() throws IOException {
    Path config = file("a.properties", 0644, "name=a");
    mode(directory, 0775);
    share(directory);

    assertEquals(1, warnings(config).size());
  }

  @Test
  void aConfigurationOfAnotherUserIsReported() throws IOException {
    Path config = file("a.properties", 0644, "name=a");
    give(config);

    assertOne(
        warnings(config),
        "Another user may change the configuration file " + config,
        "make a copy of your own in a directory where and above which nobody else writes.");
  }

  @Test
  void aConfigurationWithASecretThatOthersMayReadIsReported() throws IOException {
    Path config = file("a.properties", 0644, "name=a", "registry.password=hunter2");

    List<String> warnings = warnings(config);

    assertOne(
        warnings,
        "Others may read the configuration file " + config + ", which holds secrets",
        "Close it: chmod go-r " + config);
    assertTrue(warnings.get(0).contains("rights rw-r--r--"), warnings::toString);
    mode(config, 0600);
    assertEquals(List.of(), warnings(config));
  }

  @Test
  void aSecretFileThatOthersMayReadOrWriteIsReported() throws IOException {
    Path secret = file("secret", 0644, "hunter2");
    Path config = file("a.properties", 0600, "registry.password=${file:" + secret + "}");
    assertOne(
        warnings(config),
        "Others may read the secret file " + secret + " of registry.password",
        "Close it: chmod go-rwx " + secret);

    mode(secret, 0640);
    share(secret);
    assertEquals(1, warnings(config).size());

    mode(secret, 0620);
    assertOne(
        warnings(config),
        "Others may write the file " + secret + " of registry.password",
        "To prevent that, close it: chmod go-w " + secret);
  }

  @Test
  void aSecretThatAnAdministratorGivesToTheGroupOfThisUserIsMeant() throws IOException {
    LocalFile file =
        new LocalFile(
            Path.of("/run/secrets/password"),
            LocalFile.Kind.FILE,
            new LocalFile.Owner(0, "root"),
            new LocalFile.Owner(1001, "apps"),
            0440);

    assertEquals(false, file.isReadByOthers(ANN));
    assertEquals(false, file.isWrittenByAGroup(ANN));
  }

  @Test
  void aGroupOfItsOwnersOrThisUsersNameIsTheirsAlone() {
    LocalFile.Owner group = new LocalFile.Owner(2000, "ann");
    LocalFile.Owner root = new LocalFile.Owner(0, "root");
    Path directory = Path.of("/home/ann");

    for (LocalFile.Owner owner : List.of(ANN, root)) {
      LocalFile file = new LocalFile(directory, LocalFile.Kind.DIRECTORY, owner, group, 0775);
      assertEquals(false, file.isWrittenByAGroup(ANN), file::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.ssl.keystore.location=%s",
        "schema.registry.ssl.keystore.location=file:%s",
        "kerberos.keytab=%s",
        "kafka.sasl.oauthbearer.token.endpoint.url=file://%s",
        "kafka.sasl.jaas.config=Krb5LoginModule required keyTab=\"%s\" principal=\"a\";",
        "kafka.sasl.jaas.config=Krb5LoginModule required keyTab=\"file:%s\" principal=\"a\";",
        "kafka.sasl.jaas.config=Krb5LoginModule required keyTab='%s' principal='a';",
        "kafka.sasl.jaas.config=Krb5LoginModule required keyTab = %s principal=a;"
      })
  void filesWithSecretsThatSettingsNameAreLookedAt(String line) throws IOException {
    Path secret = file("store", 0604, "key");
    Path config = file("a.properties", 0600, line.formatted(secret));

    List<String> warnings = warnings(config);

    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith("Others may read the secret file " + secret));
  }

  @Test
  void aFileOnTheClassPathWithThePasswordOfStoresThatOthersMayReadIsReported() throws IOException {
    Path password = file("store.password", 0604, "hunter2");
    Path config = file("a.properties", 0600, "name=a");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      hadoop.set(PASSWORD_OF_STORES, "store.password");

      assertOne(
          warnings(config),
          "Others may read the secret file " + password + " of " + PASSWORD_OF_STORES,
          "Close it: chmod go-rwx " + password);
      hadoop.set(PASSWORD_OF_STORES, password.toString());
      assertEquals(List.of(), warnings(config), "Hadoop reads none that is not on the class path");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void aFileWhoseNameIsNoUriIsLookedAtToo() throws IOException {
    Path secret = file("a[1].p12", 0604, "key");
    Path config =
        file("a[1].properties", 0600, "schema.registry.ssl.keystore.location=file:" + secret);

    assertOne(
        warnings(config),
        "Others may read the secret file " + secret + " of schema.registry.ssl.keystore.location",
        "Close it: chmod go-rwx " + "'" + secret + "'");
    mode(config, 0666);
    SettingsFiles files = new SettingsFiles(hadoop);
    assertThrows(
        ConfigurationException.class, () -> files.read(List.of("file:" + config), List.of()));
  }

  @Test
  void aTruststoreMayBeReadAndNotWritten() throws IOException {
    Path store = file("trust", 0644, "certificate");
    Path config = file("a.properties", 0600, "kafka.ssl.truststore.location=" + store);
    assertEquals(List.of(), warnings(config));

    mode(store, 0646);

    assertTrue(warnings(config).get(0).startsWith("Others may write the file " + store));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jceks://file%s", "localjceks://file%s"})
  void aStoreOfCredentialsThatOthersMayReadIsReported(String provider) throws IOException {
    Path store = file("credentials.jceks", 0644, "key");
    hadoop.set("hadoop.security.credential.provider.path", provider.formatted(store));

    assertTrue(
        warnings(file("a.properties", 0600, "name=a"))
            .get(0)
            .startsWith(
                "Others may read the secret file "
                    + store
                    + " of hadoop.security.credential.provider.path"));
  }
}
