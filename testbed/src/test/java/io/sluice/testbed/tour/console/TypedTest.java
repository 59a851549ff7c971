package io.sluice.testbed.tour.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedTest {
  private static final Path HERE = Path.of("/home/me/sluice");

  @Test
  void pathsBelowTheDirectoryAreShownRelativeToIt() {
    Typed typed =
        new Typed(List.of("/home/me/sluice/scripts/run-job.sh", "plan"), HERE)
            .and("--config", "/tmp/shop.properties");
    assertEquals("scripts/run-job.sh plan --config /tmp/shop.properties", typed.toString());
  }

  @Test
  void aShellUnderstandsWhatIsShown() {
    assertEquals(
        "ls 'my data' 'it'\\''s'", new Typed(List.of("ls", "my data", "it's"), HERE).toString());
  }
}
