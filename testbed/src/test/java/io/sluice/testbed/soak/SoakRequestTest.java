package io.sluice.testbed.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.testbed.soak.SoakRequest.Security;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakRequestTest {
  private static final Path WORK = Path.of("/usual");

  @Test
  void halfAnHourUnlessItSaysOtherwise() {
    assertEquals(
        new SoakRequest(WORK, Duration.ofMinutes(30), 4, Security.NONE),
        SoakRequest.parse(List.of(), WORK, 4));
  }

  @Test
  void eachOptionCounts() {
    assertEquals(
        new SoakRequest(Path.of("/elsewhere"), Duration.ofMinutes(5), 9, Security.KERBEROS),
        SoakRequest.parse(
            List.of("--secured", "--work", "/elsewhere", "--minutes", "5", "--seed", "9"),
            WORK,
            4));
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertEquals("Cannot use '--hours': there is no such option.", refusal("--hours", "1"));
    assertEquals("Cannot use --minutes 0: at least one is needed.", refusal("--minutes", "0"));
    assertEquals("Cannot use --minutes x: it is no whole number.", refusal("--minutes", "x"));
    assertEquals("Cannot use --seed: its value is missing.", refusal("--seed"));
  }

  private static String refusal(String... arguments) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> SoakRequest.parse(List.of(arguments), WORK, 4))
            .getMessage();
    return message == null ? "" : message;
  }
}
