package io.sluice.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.dist.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the unpacked archive, started by a real Java without any Hadoop installation. */
class StartIT {

  @TempDir private static Path temporary;

  private static final String JAVA_HOME = Objects.requireNonNull(System.getProperty("java.home"));

  @BeforeAll
  static void unpack() {
    Ended ended = new Shell("tar", "xzf", Packed.archive()).in(temporary).run();
    assertEquals("", ended.output());
  }

  private static Path home() {
    return temporary.resolve("sluice-" + Packed.version());
  }

  private static Shell job(String... arguments) {
    return new Shell(home().resolve("scripts/run-job.sh"))
        .plus(arguments)
        .with("SLUICE_JAVA_HOME", JAVA_HOME);
  }

  @Test
  void versionNeedsNoHadoop() {
    Ended ended = job("--version").run();
    assertTrue(ended.output().contains(Packed.version()), ended.output());
    assertEquals(0, ended.exitCode());
  }

  @Test
  void helpNeedsNoHadoop() {
    Ended ended = job("--help").run();
    assertTrue(ended.output().contains("--config"), ended.output());
    assertEquals(0, ended.exitCode());
  }

  @Test
  void theArchiveHoldsWhatAnOperatorNeeds() {
    for (String name :
        new String[] {
          "LICENSE",
          "NOTICE",
          "README.md",
          "conf/sluice-env.sh",
          "conf/log4j.properties",
          "docs",
          "lib/sluice-" + Packed.version() + ".jar",
          "scripts/run-job.sh"
        }) {
      assertTrue(Files.exists(home().resolve(name)), name);
    }
    assertTrue(Files.isExecutable(home().resolve("scripts/run-job.sh")));
  }

  /** As under {@code hadoop jar}, whose log says everything from INFO on. */
  @Test
  void calledByHandItDoesNotLogTheSettingsOfItsClients() throws IOException {
    Path conf = Files.createDirectories(temporary.resolve("hadoop-conf"));
    Files.writeString(
        conf.resolve("log4j.properties"),
        """
        log4j.rootLogger=INFO,console
        log4j.appender.console=org.apache.log4j.ConsoleAppender
        log4j.appender.console.layout=org.apache.log4j.PatternLayout
        """);
    String output =
        new Shell(
                "timeout",
                "30",
                JAVA_HOME + "/bin/java",
                "-cp",
                home().resolve("lib/sluice-" + Packed.version() + ".jar")
                    + ":"
                    + conf
                    + ":"
                    + home().resolve("lib/local")
                    + "/*",
                "io.sluice.Main",
                "plan",
                "--local",
                "--config",
                unreachable().toString())
            .run()
            .output();

    assertFalse(output.contains("ConfigValues") || output.contains("Config values"), output);
    assertTrue(output.lines().count() < 20, output);
  }

  @Test
  void aSignalIsAnsweredWithWhatBecomesOfTheRun() throws IOException {
    String script =
        "env --default-signal=INT '%s' run --local --config '%s' & pid=$!; sleep 4; kill -INT $pid; wait $pid; echo exit $?"
            .formatted(home().resolve("scripts/run-job.sh"), unreachable());
    String output =
        new Shell("bash", "-c", script).with("SLUICE_JAVA_HOME", JAVA_HOME).run().output();

    assertTrue(
        output.contains(
            "Interrupted: this run had not begun to read. What stands in the ledger stays, and the next run begins anew.\n"),
        output);
    assertTrue(output.endsWith("exit 130\n"), output);
  }

  /** A configuration whose broker takes no connection. */
  private static Path unreachable() throws IOException {
    return Files.writeString(
        temporary.resolve("unreachable.properties"),
        """
        name=unreachable
        topics=orders
        kafka.bootstrap.servers=127.0.0.1:1
        value.format=string
        topics.dir=file://%s/landed
        """
            .formatted(temporary));
  }
}
