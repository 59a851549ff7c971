package io.sluice.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.dist.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive holds, unpacked and started by a real Java, without a Hadoop anywhere. */
class StartIT {

  @TempDir private static Path temporary;

  @BeforeAll
  static void unpack() {
    Ended ended = new Shell("tar", "xzf", Packed.archive()).in(temporary).run();
    assertEquals("", ended.output());
  }

  private static Path home() {
    return temporary.resolve("sluice-" + Packed.version());
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
