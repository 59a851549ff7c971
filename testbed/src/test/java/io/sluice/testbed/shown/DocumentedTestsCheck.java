package io.sluice.testbed.shown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs when all other tests of the build have: an execution of its own at the end of this module,
 * which comes last. Not in builds that leave tests out.
 */
class DocumentedTestsCheck {
  @Test
  void whatDocumentsSayIsShownByTestsThatRanInThisBuild() throws IOException {
    Path root = Path.of(property("sluice.root"));
    Instant buildStart = Instant.parse(property("sluice.build.start"));

    List<String> faults = ShownClaims.faults(root.resolve("docs"), TestRuns.of(root, buildStart));

    assertEquals("", String.join("\n", faults));
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "Cannot know which build this is: -D" + name + " is not set. Run mvn verify.");
    }
    return value;
  }
}
