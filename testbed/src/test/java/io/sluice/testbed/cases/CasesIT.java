package io.sluice.testbed.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that went wrong once, each beside ten healthy topics: {@code scripts/cases.sh}. */
@RealStack
class CasesIT {

  @TempDir Path directory;

  @Test
  void eachCaseHasItsRightOutcomeAndTheTenHealthyTopicsBesideItLand(Stack stack)
      throws IOException {
    StackHome home = StackHome.find();
    Map<String, String> wrong = new TreeMap<>();
    try (Cases cases = Cases.open(stack.kafka(), home, directory)) {
      for (Path folder : Cases.folders(home.directory().resolve("../.."))) {
        cases.play(folder).ifPresent(fault -> wrong.put(folder.toString(), fault));
      }
    }
    assertEquals(Map.of(), wrong);
  }
}
