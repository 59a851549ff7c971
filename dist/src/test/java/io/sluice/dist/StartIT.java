package io.sluice.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.dist.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive holds, unpacked and started by a real Java, without a Hadoop anywhere. */
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
}
