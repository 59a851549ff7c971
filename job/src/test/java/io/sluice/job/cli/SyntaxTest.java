package io.sluice.job.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.report.ExitCode;
import io.sluice.options.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
  private final Syntax syntax = new Syntax(Commands.OF_THIS_VERSION);

  static List<String> words() {
    return new Syntax(Commands.OF_THIS_VERSION).words();
  }

  static Stream<List<String>> helps() {
    return Stream.concat(Stream.of(List.<String>of()), words().stream().map(List::of));
  }

  @ParameterizedTest
  @MethodSource("helps")
  void helpEndsWithTwoExamplesThatAreUnderstood(List<String> words) {
    List<String> lines = syntax.help(words).lines().toList();
    List<String> examples = lines.subList(lines.indexOf("Examples:") + 1, lines.size());

    assertEquals(2, examples.size(), () -> String.join("\n", lines));
    for (String example : examples) {
      assertTrue(example.startsWith("  run-job.sh "), example);
      syntax.parse(Arrays.stream(example.strip().split(" ", -1)).skip(1).toList());
    }
  }

  @Test
  void helpHasALineForEachCommandAndEachExitCode() {
    String help = syntax.help(List.of());

    for (String word : words()) {
      assertTrue(help.contains("\n  " + word + " "), help);
    }
    for (ExitCode code : ExitCode.values()) {
      assertTrue(help.contains("\n  " + code.number() + "   "), help);
    }
  }

  @Test
  void aValueThatAnOptionCannotHaveIsRefusedWithWhatItCan() {
    assertEquals(
        "Cannot use --limit 0: it is no number above 0. Write for example 20.",
        refusal("ledger", "--limit", "0"));
    assertEquals(
        "Cannot use VERSION last: it is no number above 0. Write for example 20.",
        refusal("ledger", "last"));
    assertEquals(
        "Cannot use --ok-exit 9: exit codes are numbers from 0 to 8. Write for example --ok-exit 3,5.",
        refusal("run", "--ok-exit", "3,9"));
    assertTrue(
        refusal("holds", "--release", "orders/0/truncated", "--as", "forget")
            .startsWith("Cannot use --as forget: there is no such way. Say --as with one of skip"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --set kafka.sasl.password=hunter2 --relase x",
        "run --sett kafka.sasl.password=hunter2",
        "run --relase=hunter2",
        "run hunter2",
        "run --set",
        "holds --release a --release hunter2 --as skip"
      })
  void aRefusalShowsNoValue(String arguments) {
    String refusal = refusal(arguments.split(" "));

    assertFalse(refusal.contains("hunter2"), refusal);
    assertTrue(refusal.startsWith("Cannot understand the arguments of '"), refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holds --ack a/0/1-2 --to 90",
        "holds --as skip",
        "holds --reason mine",
        "holds --execute",
        "ledger --topic orders",
        "ledger --reason mine",
        "ledger 7 --execute"
      })
  void anOptionThatWouldHaveNoEffectIsRefused(String arguments) {
    String refusal = refusal(arguments.split(" "));

    assertTrue(refusal.matches("Cannot use --\\w+ without .* no effect.*"), refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holds --release a/0/corrupt --as skip --ack a/0/1-2",
        "ledger --accept . --accept-missing 7",
        "ledger --accept . --check",
        "ledger --accept-missing 7 --maintenance",
        "ledger 7 --check"
      })
  void twoCommandsAtOnceAreRefused(String arguments) {
    String refusal = refusal(arguments.split(" "));

    assertTrue(refusal.matches("Cannot use \\S+ and \\S+ at once.*"), refusal);
  }

  private String refusal(String... arguments) {
    return assertThrows(ConfigurationException.class, () -> syntax.parse(List.of(arguments)))
        .problems()
        .get(0);
  }

  @Test
  void helpNeedsNoClassOfHadoopAndNoLog() throws Exception {
    try (URLClassLoader loader = withoutHadoop()) {
      Class<?> its = loader.loadClass(Syntax.class.getName());
      var commands = loader.loadClass(Commands.class.getName()).getDeclaredField("OF_THIS_VERSION");
      commands.setAccessible(true);
      var constructor = its.getDeclaredConstructor(List.class);
      constructor.setAccessible(true);
      var help = its.getDeclaredMethod("help", List.class);
      help.setAccessible(true);

      for (List<String> words : helps().toList()) {
        assertEquals(
            syntax.help(words), help.invoke(constructor.newInstance(commands.get(null)), words));
      }
    }
  }

  private static URLClassLoader withoutHadoop() throws IOException {
    List<URL> places = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!place.contains("hadoop") && !place.contains("slf4j") && !place.contains("log4j")) {
        places.add(url(place));
      }
    }
    return new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String place) throws MalformedURLException {
    return Path.of(place).toUri().toURL();
  }
}
