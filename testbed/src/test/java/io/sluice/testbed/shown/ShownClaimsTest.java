package io.sluice.testbed.shown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a small tree of its own: a module with sources and reports, and a document. */
class ShownClaimsTest {
  private static final Instant BUILD_START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant NOW = BUILD_START.plusSeconds(60);

  @TempDir Path root;

  @BeforeEach
  void aModule() throws IOException {
    source("MoneyTest", "  @Test\n  void isCounted() {}\n\n  @Test\n  void isKept() {}\n");
    report("surefire", "MoneyTest", NOW, passed("isCounted") + passed("isKept"));
  }

  @Test
  void whatRanIsShown() throws IOException {
    source("MintIT", "  @Test\n  void melts(Metal metal) {}\n");
    report("failsafe", "MintIT", NOW, passed("melts(Metal)[1]") + passed("melts(Metal)[2]"));
    document("`MoneyTest.isCounted`, `.isKept`; `coins.MintIT.melts`", "`MoneyTest`");

    assertEquals(List.of(), faults());
  }

  @Test
  void anInheritedTestIsThatOfTheClassThatRanIt() throws IOException {
    source("MoneyContract", "  @Test\n  void isRound() {}\n");
    source("CoinTest", "");
    report("surefire", "CoinTest", NOW, passed("isRound"));
    document("`CoinTest.isRound`");

    assertEquals(List.of(), faults());
  }

  @Test
  void aTestThatDoesNotExistIsReported() throws IOException {
    document("`MoneyTest.isSpent`", "`PurseTest.isCounted`");

    assertEquals(
        List.of(
            "page.md:5 MoneyTest.isSpent does not exist",
            "page.md:6 PurseTest.isCounted does not exist"),
        faults());
  }

  @Test
  void aDisabledTestIsReported() throws IOException {
    report("surefire", "MoneyTest", NOW, passed("isCounted") + skipped("isKept"));
    document("`MoneyTest.isCounted`", "`MoneyTest.isKept`", "`MoneyTest`");

    assertEquals(
        List.of(
            "page.md:6 MoneyTest.isKept is disabled, or was skipped by an assumption",
            "page.md:7 MoneyTest is disabled, or was skipped by an assumption"),
        faults());
  }

  @Test
  void aTestOfADisabledClassIsReported() throws IOException {
    report("surefire", "MoneyTest", NOW, skipped(""));
    document("`MoneyTest.isKept`");

    assertEquals(
        List.of("page.md:5 MoneyTest.isKept is disabled, or was skipped by an assumption"),
        faults());
  }

  @Test
  void aTestThatDidNotRunIsReported() throws IOException {
    source("MintIT", "  @Test\n  void melts() {}\n");
    report("surefire", "MoneyTest", NOW, passed("isCounted"));
    document("`MintIT.melts`", "`MoneyTest.isKept`");

    assertEquals(
        List.of(
            "page.md:5 MintIT.melts did not run",
            "page.md:6 MoneyTest.isKept did not run, though others of its class did"),
        faults());
  }

  @Test
  void aReportOfAnEarlierBuildProvesNothing() throws IOException {
    report("surefire", "MoneyTest", BUILD_START.minusSeconds(1), passed("isKept"));
    document("`MoneyTest.isKept`");

    assertEquals(
        List.of(
            "page.md:5 MoneyTest.isKept did not run in this build: its report is of"
                + " 2026-11-21T11:59:59Z, the build began at 2026-11-21T12:00:00Z"),
        faults());
  }

  @Test
  void aTestThatFailedIsReported() throws IOException {
    report("surefire", "MoneyTest", NOW, testCase("isKept", "<error/>"));
    document("`MoneyTest.isKept`");

    assertEquals(List.of("page.md:5 MoneyTest.isKept failed"), faults());
  }

  @Test
  void aRowWithoutATestIsReported() throws IOException {
    document("`MoneyTest.isKept`", "common sense");

    assertEquals(List.of("page.md:6 names no test"), faults());
  }

  @Test
  void testsAreReadFromTheItemsOfAList() throws IOException {
    text(
        """
        * **It melts.** No. Shown by `MoneyTest.isSpent`,
          `.isCounted`.
        * **It shines.** Shown by `MoneyTest.isGold`.
        """);

    assertEquals(
        List.of(
            "page.md:1 MoneyTest.isSpent does not exist",
            "page.md:3 MoneyTest.isGold does not exist"),
        faults());
  }

  @Test
  void anItemWithoutATestIsReportedWhereAnotherOfItsListHasOne() throws IOException {
    text(
        """
        * **It shines.** Common sense.
        * **It is counted.** Shown by `MoneyTest.isCounted`.

        * `NoTest.either` in another list
        """);

    assertEquals(List.of("page.md:1 names no test"), faults());
  }

  @Test
  void documentsThatSayNothingOfTestsAreReported() throws IOException {
    text("Words.\n");

    assertEquals(
        List.of("No document in " + root.resolve("docs") + " says by which tests it is shown"),
        faults());
  }

  private List<String> faults() throws IOException {
    return ShownClaims.faults(root.resolve("docs"), TestRuns.of(root, BUILD_START));
  }

  private void document(String... cells) throws IOException {
    StringBuilder text =
        new StringBuilder("# Claims\n\n| what happens | shown by | note |\n|---|---|---|\n");
    for (String cell : cells) {
      text.append("| so | ").append(cell).append(" | `NoTest.ofOurs` |\n");
    }
    text.append("\n| other | table |\n|---|---|\n| `NoTest.either` | words |\n");
    text(text.toString());
  }

  private void text(String text) throws IOException {
    Files.writeString(Files.createDirectories(root.resolve("docs")).resolve("page.md"), text);
  }

  private void source(String testClass, String body) throws IOException {
    Path folder = Files.createDirectories(root.resolve("coins/src/test/java/io/sluice/coins"));
    Files.writeString(
        folder.resolve(testClass + ".java"), "class " + testClass + " {\n" + body + "}\n");
  }

  private void report(String plugin, String testClass, Instant written, String cases)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("coins/target/" + plugin + "-reports"));
    Path file = folder.resolve("TEST-io.sluice.coins." + testClass + ".xml");
    Files.writeString(
        file,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"io.sluice.coins."
            + testClass
            + "\"><properties/>"
            + cases
            + "</testsuite>");
    Files.setLastModifiedTime(file, FileTime.from(written));
  }

  private static String passed(String method) {
    return testCase(method, "<system-out>words</system-out>");
  }

  private static String skipped(String method) {
    return testCase(method, "<skipped message=\"not today\"/>");
  }

  private static String testCase(String method, String content) {
    return "<testcase name=\"" + method + "\" classname=\"c\">" + content + "</testcase>";
  }
}
