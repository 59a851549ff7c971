package io.sluice.testbed.cases;

import io.sluice.testbed.Stack;
import io.sluice.testbed.StackSettings;
import io.sluice.testbed.hadoop.HadoopSettings;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code scripts/cases.sh}. Exit code 0 only if each case has the outcome that its script says. */
public final class CasesMain {

  private CasesMain() {}

  /** Takes the source checkout, an empty work directory, and parts of names of cases. */
  public static void main(String[] arguments) {
    List<String> rest = List.of(arguments);
    try {
      System.exit(
          play(Path.of(rest.get(0)), Path.of(rest.get(1)), rest.subList(2, rest.size()), System.out)
              ? 0
              : 1);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static boolean play(Path checkout, Path work, List<String> names, PrintStream out)
      throws IOException {
    List<Path> folders =
        Cases.folders(checkout).stream()
            .filter(
                folder -> names.isEmpty() || names.stream().anyMatch(folder.toString()::contains))
            .toList();
    int wrong = 0;
    StackHome home = StackHome.find();
    try (Stack stack =
            new Stack(
                home,
                work.resolve("stack"),
                new StackSettings(
                    KafkaSettings.brokers(1), HadoopSettings.version(HadoopSettings.NEWEST)));
        Cases cases = Cases.open(stack.kafka(), home, work)) {
      for (Path folder : folders) {
        Optional<String> fault = cases.play(folder);
        wrong += fault.isPresent() ? 1 : 0;
        out.printf(
            "%-45s %s%n", Cases.name(folder), fault.map(text -> "WRONG\n" + text).orElse("right"));
      }
    }
    out.printf("Cases %d, right %d, wrong %d%n", folders.size(), folders.size() - wrong, wrong);
    return wrong == 0 && !folders.isEmpty();
  }
}
