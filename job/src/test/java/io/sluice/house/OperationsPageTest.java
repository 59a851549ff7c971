package io.sluice.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.job.release.ReleaseMode;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that docs/operations.md and the code agree on exit codes, holds and messages. */
class OperationsPageTest {
  private static final Pattern EXIT_CODE = Pattern.compile("^### (\\d): ", Pattern.MULTILINE);
  private static final Pattern HOLD =
      Pattern.compile("^\\* \\*\\*([A-Z_]+)\\*\\*: ", Pattern.MULTILINE);
  private static final Pattern MESSAGE = Pattern.compile("^\\* `([^`]+)`: ", Pattern.MULTILINE);

  private final String page;

  OperationsPageTest() throws IOException {
    page = Files.readString(Path.of("../docs/operations.md"));
  }

  @Test
  void eachExitCodeHasASection() {
    assertEquals(
        Arrays.stream(ExitCode.values()).map(code -> String.valueOf(code.number())).toList(),
        found(EXIT_CODE));
  }

  @Test
  void eachCauseOfAHoldHasAParagraph() {
    assertEquals(Arrays.stream(Hold.Cause.values()).map(Enum::name).toList(), found(HOLD));
  }

  @ParameterizedTest
  @EnumSource
  void theParagraphOfAHoldNamesEachModeThatReleasesIt(Hold.Cause cause) {
    String paragraph =
        page.split("\\* \\*\\*" + cause + "\\*\\*: ", 2)[1].split("\n\\*|\n\n", 2)[0];
    assertEquals(
        List.of(),
        ReleaseMode.ending(cause).stream()
            .map(mode -> "`" + mode.word() + "`")
            .filter(word -> !paragraph.contains(word))
            .toList());
  }

  @Test
  void eachMessageStandsInTheCode() throws IOException {
    String code = MainSources.read();
    assertEquals(List.of(), found(MESSAGE).stream().filter(each -> !code.contains(each)).toList());
  }

  private List<String> found(Pattern pattern) {
    return pattern.matcher(page).results().map(match -> match.group(1)).toList();
  }
}
