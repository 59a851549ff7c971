package io.sluice.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.dist.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both READMEs: the checkout's and the packed one. */
class ReadmeIT {
  private static final Pattern BLOCK = Pattern.compile("```\n(tar .*?)```", Pattern.DOTALL);
  private static final Pattern NAMED =
      Pattern.compile("\\b(?:scripts|conf|docs|lib|dist|testbed)(?:/[\\w.-]+)*|\\]\\(([^)]+)\\)");
  private static final int SCREEN = 60;

  @TempDir private Path temporary;

  private static String readme() throws IOException {
    return Files.readString(Packed.checkout().resolve("README.md"));
  }

  private Path unpacked() {
    assertEquals("", new Shell("tar", "xzf", Packed.archive()).in(temporary).run().output());
    return temporary.resolve("sluice-" + Packed.version());
  }

  private static String block(String text) {
    return BLOCK
        .matcher(text)
        .results()
        .findFirst()
        .map(found -> found.group(1))
        .orElseThrow(() -> new AssertionError("no block that begins with tar: " + text));
  }

  @Test
  void theBlockDoesWhatItSaysWhenItIsPasted() throws IOException {
    Files.copy(Packed.archive(), temporary.resolve(Packed.archive().getFileName()));
    Path bin = temporary.resolve("bin");
    Shell.program(bin.resolve("hadoop"), "shift 2; echo \"hadoop jar: $*\"");

    Ended ended =
        new Shell("bash", "-e", "-c", block(readme()))
            .in(temporary)
            .with("PATH", bin + ":/usr/bin:/bin")
            .run();

    assertEquals(
        """
        hadoop jar: plan --config shop.properties
        hadoop jar: --config shop.properties
        hadoop jar: verify --config shop.properties
        """,
        ended.output());
    assertEquals(0, ended.exitCode());
    Path home = temporary.resolve("sluice-" + Packed.version());
    Ended verified =
        new Shell(
                home.resolve("scripts/run-job.sh"),
                "verify",
                "--local",
                "--config",
                "shop.properties",
                "--set",
                "topics.dir=file://" + temporary + "/landed")
            .in(home)
            .with("SLUICE_JAVA_HOME", Objects.requireNonNull(System.getProperty("java.home")))
            .run();
    assertTrue(verified.output().startsWith("Sound: 0 entries"), verified.output());
    assertEquals(0, verified.exitCode());
  }

  @Test
  void thePackedOneNamesOnlyWhatIsPacked() throws IOException {
    Path home = unpacked();
    String text = Files.readString(home.resolve("README.md"));

    assertEquals(List.of(), missing(text, home));
    assertFalse(text.contains("mvn"), text);
    assertEquals(block(readme()), block(text));
  }

  @Test
  void theOneOfTheCheckoutNamesOnlyWhatIsThereAndIsOneScreen() throws IOException {
    assertEquals(List.of(), missing(readme(), Packed.checkout()));
    assertTrue(readme().lines().count() <= SCREEN, "lines: " + readme().lines().count());
  }

  @Test
  void aNameThatIsNotThereWouldBeSeen() {
    assertEquals(
        List.of("docs/none.md", "scripts/prove.sh"),
        missing("`scripts/prove.sh`, [it](docs/none.md)", temporary));
  }

  private static List<String> missing(String text, Path home) {
    return List.copyOf(
        new TreeSet<>(
            NAMED
                .matcher(text)
                .results()
                .map(ReadmeIT::name)
                .filter(
                    name -> !name.startsWith("dist/target") && !Files.exists(home.resolve(name)))
                .toList()));
  }

  private static String name(MatchResult found) {
    return Arrays.asList(found.group(1), found.group()).stream()
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
