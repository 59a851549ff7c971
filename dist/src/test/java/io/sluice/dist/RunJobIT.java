package io.sluice.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.dist.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** scripts/run-job.sh on an edge node whose hadoop and java only print how they were called. */
class RunJobIT {

  private static final String TELL =
      """
      echo "$0"
      for argument in "$@"; do echo "<$argument>"; done
      env | grep -E '^(HADOOP|JAVA_HOME)' | sort""";

  @TempDir private Path temporary;
  private Path home;
  private Path script;
  private Path hadoopHome;
  private Path javaHome;

  /** An unpacked archive under a path with a space, and a PATH as poor as cron's. */
  @BeforeEach
  void unpack() throws IOException {
    Path root = temporary.toRealPath().resolve("an edge node");
    home = root.resolve("sluice");
    script = home.resolve("scripts/run-job.sh");
    Files.createDirectories(home.resolve("scripts"));
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("lib/local"));
    Files.copy(Packed.checkout().resolve("scripts/run-job.sh"), script);
    for (String name : List.of("sluice-env.sh", "log4j.properties")) {
      Files.copy(Packed.checkout().resolve("conf/" + name), home.resolve("conf/" + name));
    }
    Files.createFile(home.resolve("lib/sluice-1.0.jar"));
    hadoopHome = root.resolve("hadoop");
    Shell.program(hadoopHome.resolve("bin/hadoop"), TELL);
    javaHome = root.resolve("jdk");
    Shell.program(javaHome.resolve("bin/java"), TELL);
  }

  private Shell job(String... arguments) {
    return new Shell("bash", script).plus(arguments);
  }

  @Test
  void withoutHadoopItNeverTurnsToTheLocalRunner() {
    Ended ended = job("run", "--config", "orders.properties").with("PATH", "/usr/bin:/bin").run();
    assertEquals(
        "Cannot start hadoop: HADOOP_HOME is not set, and there is none in the PATH (/usr/bin:/bin). Set"
            + " HADOOP_HOME, in the environment or in "
            + home
            + "/conf/sluice-env.sh; or, to land in local directories without a cluster, say --local.\n",
        ended.output());
    assertEquals(2, ended.exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "help verify",
        "--help",
        "verify --help",
        "--version",
        "offsets --describe",
        "runn --local",
        ""
      })
  void whatNeedsNoHadoopIsAnsweredWithoutOne(String arguments) {
    Ended ended =
        job(arguments.isEmpty() ? new String[0] : arguments.split(" "))
            .with("SLUICE_JAVA_HOME", javaHome)
            .run();
    assertTrue(ended.output().startsWith(javaHome + "/bin/java\n"), ended.output());
    assertTrue(ended.output().contains("<io.sluice.Main>"), ended.output());
  }

  @Test
  void messagesLearnHowTheScriptWasStartedAndNamesAreSpeltInUtf8() throws IOException {
    Shell.program(javaHome.resolve("bin/java"), "echo $SLUICE_COMMAND; locale charmap");
    for (String locale : List.of("C", "POSIX", "C.UTF-8")) {
      Ended ended =
          new Shell("bash", "scripts/run-job.sh", "run", "--local")
              .in(home)
              .with("LC_ALL", locale)
              .with("SLUICE_JAVA_HOME", javaHome)
              .run();
      assertEquals("scripts/run-job.sh\nUTF-8\n", ended.output());
    }
  }

  @Test
  void aWrongHadoopHomeIsReportedAndNotPassedOver() {
    Ended ended =
        job("run").with("HADOOP_HOME", "/nowhere").with("PATH", pathWith(hadoopHome)).run();
    assertEquals(
        "Cannot start hadoop: HADOOP_HOME is /nowhere, and /nowhere/bin/hadoop is no program. Correct"
            + " HADOOP_HOME, in the environment or in "
            + home
            + "/conf/sluice-env.sh.\n",
        ended.output());
    assertEquals(2, ended.exitCode());
  }

  @Test
  void hadoopGetsTheJarAndEveryArgumentAsItIs() {
    Ended ended =
        job(
                "plan",
                "--config",
                "a b.properties",
                "-D",
                "x=y z",
                "-libjars",
                "c.jar",
                "--set",
                "k=*")
            .with("HADOOP_HOME", hadoopHome)
            .run();
    assertEquals(
        """
        %s/bin/hadoop
        <jar>
        <%s/lib/sluice-1.0.jar>
        <plan>
        <--config>
        <a b.properties>
        <-D>
        <x=y z>
        <-libjars>
        <c.jar>
        <--set>
        <k=*>
        HADOOP_CLIENT_OPTS=-Dlog4j.configuration=file:%s/conf/log4j.properties   -XX:-ExitOnOutOfMemoryError
        HADOOP_CLIENT_SKIP_UNJAR=true
        HADOOP_HOME=%s
        """
            .formatted(hadoopHome, home, home.toString().replace(" ", "%20"), hadoopHome),
        ended.output());
    assertEquals(0, ended.exitCode());
  }

  /** Java's own code for that is 3, which means landed in part. */
  @Test
  void javaDoesNotChooseTheExitCodeOfAProcessWithoutMemory() {
    String exit = "-XX:+ExitOnOutOfMemoryError";
    String onCluster =
        job("run").with("HADOOP_HOME", hadoopHome).with("HADOOP_CLIENT_OPTS", exit).run().output();
    String local =
        job("run", "--local")
            .with("SLUICE_JAVA_HOME", javaHome)
            .with("SLUICE_OPTS", exit)
            .run()
            .output();

    assertTrue(onCluster.contains(exit + " -XX:-ExitOnOutOfMemoryError\n"), onCluster);
    assertTrue(local.contains("<" + exit + ">\n<-XX:-ExitOnOutOfMemoryError>\n"), local);
  }

  @Test
  void theJobsExitCodeIsTheScripts() throws IOException {
    Shell.program(hadoopHome.resolve("bin/hadoop"), "exit 3");
    assertEquals(3, job("run").with("HADOOP_HOME", hadoopHome).run().exitCode());
  }

  @Test
  void hadoopIsFoundInThePath() {
    assertStarts(hadoopHome.resolve("bin/hadoop"), job("run").with("PATH", pathWith(hadoopHome)));
  }

  @Test
  void hadoopIsFoundThroughSluiceEnvInAnEmptyEnvironment() throws IOException {
    Files.writeString(home.resolve("conf/sluice-env.sh"), "HADOOP_HOME='" + hadoopHome + "'\n");
    assertStarts(hadoopHome.resolve("bin/hadoop"), job("run"));
  }

  @Test
  void anotherConfigurationDirectoryMayBeNamed() throws IOException {
    Path conf = Files.createDirectory(temporary.resolve("etc"));
    Files.writeString(conf.resolve("sluice-env.sh"), "HADOOP_HOME='" + hadoopHome + "'\n");
    assertStarts(hadoopHome.resolve("bin/hadoop"), job("run").with("SLUICE_CONF_DIR", conf));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0666", "0602", "0646"})
  void anEnvironmentFileThatOthersMayWriteIsNotRun(String mode) throws IOException {
    Path env = home.resolve("conf/sluice-env.sh");
    Files.writeString(env, "echo I am run\n");
    mode(env, mode);

    Ended ended = job("run").with("HADOOP_HOME", hadoopHome).run();

    assertEquals(2, ended.exitCode());
    assertTrue(
        ended.output().startsWith("Cannot read " + env + ": anybody may write " + env),
        ended.output());
    assertTrue(ended.output().contains("Close it: chmod go-w "), ended.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"there", "gone"})
  void anEnvironmentFileThatOthersMayPutThereIsNotRun(String file) throws IOException {
    Path conf = home.resolve("conf");
    if (file.equals("gone")) {
      Files.delete(conf.resolve("sluice-env.sh"));
    }
    mode(conf, "0777");
    assertEquals(2, job("run").with("HADOOP_HOME", hadoopHome).run().exitCode());

    mode(conf, "01777");

    assertEquals(2, job("run").with("HADOOP_HOME", hadoopHome).run().exitCode());
  }

  @Test
  void aGroupThatMayReplaceTheScriptMayWriteAboveItsEnvironmentFile() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root gives groups away");
    Files.setAttribute(home, "unix:gid", 65_000);
    mode(home, "02775");

    assertStarts(hadoopHome.resolve("bin/hadoop"), job("run").with("HADOOP_HOME", hadoopHome));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "conf/..", "../sluice/conf/../.."})
  void anEnvironmentFileBelowADirectoryThatOthersMayWriteIsNotRun(String above) throws IOException {
    Path open = home.resolve(above).normalize();
    mode(open, "0777");

    Ended ended = job("run").with("HADOOP_HOME", hadoopHome).run();

    assertEquals(2, ended.exitCode());
    assertTrue(
        ended.output().contains(": anybody may write " + open + " (rights "), ended.output());
    assertTrue(ended.output().contains(" nobody else writes: chmod go-w "), ended.output());
    mode(open, "01777");
    assertStarts(hadoopHome.resolve("bin/hadoop"), job("run").with("HADOOP_HOME", hadoopHome));
  }

  @Test
  void anEnvironmentFileIsLookedAtOnTheWayThatLinksTake() throws IOException {
    Path conf = home.resolve("conf");
    Path open = Files.createDirectory(temporary.toRealPath().resolve("open"));
    Path real = Files.move(conf, temporary.resolve("real"));
    Path second = Files.createSymbolicLink(open.resolve("second"), Path.of("../real"));
    Files.createSymbolicLink(conf, second);
    assertStarts(hadoopHome.resolve("bin/hadoop"), job("run").with("HADOOP_HOME", hadoopHome));

    mode(open, "0777");

    Ended ended = job("run").with("HADOOP_HOME", hadoopHome).run();
    assertEquals(2, ended.exitCode());
    assertTrue(ended.output().contains(": anybody may write " + open + " "), ended.output());
    mode(open, "0755");
    assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
    Files.setAttribute(second, "unix:uid", 65_000, LinkOption.NOFOLLOW_LINKS);
    Ended anothers = job("run").with("HADOOP_HOME", hadoopHome).run();
    assertEquals(2, anothers.exitCode());
    assertTrue(
        anothers.output().contains(": " + second + " belongs to user 65000, "), anothers.output());
    Files.delete(second);
    Files.createSymbolicLink(second, second);
    assertEquals(2, job("run").with("HADOOP_HOME", hadoopHome).run().exitCode());
    assertTrue(Files.isDirectory(real));
  }

  @Test
  void anEnvironmentFileBelowADirectoryOfAnotherUserIsNotRunUnlessTheScriptLiesThereToo()
      throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
    Path others = Files.createDirectories(temporary.toRealPath().resolve("others"));
    Path conf = Files.createDirectory(others.resolve("conf"));
    Files.setAttribute(home, "unix:uid", 65_000);
    assertEquals(0, job("run").with("HADOOP_HOME", hadoopHome).run().exitCode());

    Files.setAttribute(others, "unix:uid", 65_000);

    Ended ended = job("run").with("HADOOP_HOME", hadoopHome).with("SLUICE_CONF_DIR", conf).run();
    assertEquals(2, ended.exitCode());
    assertTrue(ended.output().contains(": " + others + " belongs to user 65000, "), ended.output());
  }

  @Test
  void anEnvironmentFileOfTheScriptsOwnerIsRunAndSecretsInItAreWarnedOf() throws IOException {
    Path env = home.resolve("conf/sluice-env.sh");
    Files.writeString(env, "export HADOOP_CREDSTORE_PASSWORD=hunter2\n");
    Ended ended = job("run").with("HADOOP_HOME", hadoopHome).run();
    assertEquals(0, ended.exitCode());
    assertTrue(
        ended.output().contains("Warning: Others may read " + env + ", which holds secrets"),
        ended.output());

    mode(env, "0600");
    assertStarts(hadoopHome.resolve("bin/hadoop"), job("run").with("HADOOP_HOME", hadoopHome));
    assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
    Files.setAttribute(env, "unix:uid", 65_000);
    Ended anothers = job("run").with("HADOOP_HOME", hadoopHome).run();
    assertEquals(2, anothers.exitCode());
    assertTrue(anothers.output().contains(" belongs to user 65000, "), anothers.output());
    Files.setAttribute(script, "unix:uid", 65_000);
    assertEquals(0, job("run").with("HADOOP_HOME", hadoopHome).run().exitCode());
    Files.setAttribute(env, "unix:gid", 65_000);
    mode(env, "0660");
    assertEquals(2, job("run").with("HADOOP_HOME", hadoopHome).run().exitCode());
    Files.setAttribute(script, "unix:gid", 65_000);
    mode(script, "0775");
    assertEquals(0, job("run").with("HADOOP_HOME", hadoopHome).run().exitCode());
  }

  private static void mode(Path path, String octal) throws IOException {
    Files.setAttribute(path, "unix:mode", Integer.parseInt(octal, 8));
  }

  @Test
  void aConfigurationDirectoryThatIsNotThereIsReported() {
    assertFails(
        "Cannot read the configuration directory /nowhere: there is none. Set SLUICE_CONF_DIR, or leave it"
            + " unset.\n",
        job("run").with("SLUICE_CONF_DIR", "/nowhere"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../an edge node/sluice/scripts/run-job.sh", "absolute"})
  void itIsFoundThroughSymbolicLinks(String target) throws IOException {
    Path bin = Files.createDirectory(temporary.resolve("bin"));
    Path link = bin.resolve("sluice");
    Files.createSymbolicLink(link, target.equals("absolute") ? script : Path.of(target));
    Files.createSymbolicLink(bin.resolve("again"), Path.of("sluice"));
    for (String name : List.of("./sluice", "./again")) {
      assertStarts(
          hadoopHome.resolve("bin/hadoop"),
          new Shell(name, "run").in(bin).with("HADOOP_HOME", hadoopHome));
    }
  }

  @Test
  void aSourceCheckoutRunsItsNewestBuild() throws IOException {
    Path old = home.resolve("dist/target/lib");
    Path newest = home.resolve("dist/target/quick/lib");
    Files.createDirectories(home.resolve("dist/target/quick"));
    Files.move(home.resolve("lib"), newest);
    Ended onlyOne = job("run").with("HADOOP_HOME", hadoopHome).run();
    assertTrue(onlyOne.output().contains("<" + newest + "/sluice-1.0.jar>"), onlyOne.output());

    Files.createDirectories(old);
    Files.setLastModifiedTime(
        Files.createFile(old.resolve("sluice-1.0.jar")), FileTime.from(Instant.EPOCH));
    Ended both = job("run").with("HADOOP_HOME", hadoopHome).run();
    assertTrue(both.output().contains("<" + newest + "/sluice-1.0.jar>"), both.output());
  }

  @Test
  void aMissingJarIsReportedWithTheCommandThatBuildsIt() throws IOException {
    Files.delete(home.resolve("lib/sluice-1.0.jar"));
    assertFails(
        "Cannot find the job jar: no sluice-*.jar in "
            + home
            + "/lib. In a source checkout build it: mvn -Dquick -DskipTests -pl dist -am package\n",
        job("run").with("HADOOP_HOME", hadoopHome));
  }

  @Test
  void twoJarsAreNoChoice() throws IOException {
    Files.createFile(home.resolve("lib/sluice-2.0.jar"));
    assertFails(
        "Cannot choose a job jar: there are 2 in "
            + home
            + "/lib (sluice-1.0.jar sluice-2.0.jar). Leave one.\n",
        job("run").with("HADOOP_HOME", hadoopHome));
  }

  @Test
  void localRunsPutTheJarFirstAndNeedNoHadoop() {
    Ended ended =
        job("run", "--local", "--config", "a b.properties")
            .with("SLUICE_JAVA_HOME", javaHome)
            .with("SLUICE_OPTS", "-Xmx1g -Xss1m")
            .run();
    assertEquals(
        """
        %s/bin/java
        <--enable-native-access=ALL-UNNAMED>
        <-Dlog4j.configuration=file:%s/conf/log4j.properties>
        <-Xmx1g>
        <-Xss1m>
        <-XX:-ExitOnOutOfMemoryError>
        <-cp>
        <%s/lib/sluice-1.0.jar:%s/conf:%s/lib/local/*>
        <io.sluice.Main>
        <run>
        <--local>
        <--config>
        <a b.properties>
        """
            .formatted(javaHome, home.toString().replace(" ", "%20"), home, home, home),
        ended.output());
  }

  @Test
  void localRunsWantTheirLibraries() throws IOException {
    Files.delete(home.resolve("lib/local"));
    assertFails(
        "Cannot run with --local: there is no "
            + home
            + "/lib/local, which holds Hadoop's client. In a source checkout build it: mvn -Dquick"
            + " -DskipTests -pl dist -am package\n",
        job("run", "--local").with("SLUICE_JAVA_HOME", javaHome));
  }

  @Test
  void withoutJavaItSaysWhereItHasLooked() throws IOException {
    Path bin = Files.createDirectory(temporary.resolve("bin"));
    assertFails(
        "Cannot start Java: there is none in SLUICE_JAVA_HOME, JAVA_HOME or the PATH ("
            + bin
            + "). Set SLUICE_JAVA_HOME to Java 17 or newer, in the environment or in "
            + home
            + "/conf/sluice-env.sh.\n",
        job("run", "--local").with("PATH", bin));
  }

  @Test
  void aJavaHomeWithoutJavaIsReported() {
    assertFails(
        "Cannot start Java: /nowhere/bin/java is no program. Set SLUICE_JAVA_HOME to Java 17 or newer, in"
            + " the environment or in "
            + home
            + "/conf/sluice-env.sh.\n",
        job("--version").with("JAVA_HOME", "/nowhere"));
    assertFails(
        "Cannot start Java: SLUICE_JAVA_HOME is /nowhere, and /nowhere/bin/java is no program. Set it to"
            + " Java 17 or newer.\n",
        job("run").with("SLUICE_JAVA_HOME", "/nowhere").with("HADOOP_HOME", hadoopHome));
  }

  @Test
  void ourJavaBeatsTheOneOfHadoopsOwnSettings() throws IOException {
    Path hadoopEnv = hadoopHome.resolve("etc/hadoop/hadoop-env.sh");
    Files.createDirectories(hadoopEnv.getParent());
    Files.writeString(hadoopEnv, "export JAVA_HOME=/old\nHADOOP_CLIENT_OPTS=-Dkept=true\n");
    // As Hadoop's own script reads its settings.
    Shell.program(
        hadoopHome.resolve("bin/hadoop"),
        "[[ -n $HADOOP_ENV_PROCESSED ]] || . '" + hadoopEnv + "'\n" + TELL);
    String printed =
        job("run")
            .with("HADOOP_HOME", hadoopHome)
            .with("SLUICE_JAVA_HOME", javaHome)
            .run()
            .output();
    assertTrue(printed.contains("JAVA_HOME=" + javaHome + "\n"), printed);
    assertTrue(printed.contains("-Dkept=true -XX:-ExitOnOutOfMemoryError\n"), printed);
  }

  private static String pathWith(Path root) {
    return root + "/bin:/usr/bin:/bin";
  }

  private static void assertStarts(Path program, Shell shell) {
    Ended ended = shell.run();
    assertTrue(ended.output().startsWith(program + "\n<jar>\n"), ended.output());
  }

  private static void assertFails(String message, Shell shell) {
    Ended ended = shell.run();
    assertEquals(message, ended.output());
    assertEquals(2, ended.exitCode());
  }
}
