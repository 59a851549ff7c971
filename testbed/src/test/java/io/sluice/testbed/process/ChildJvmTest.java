package io.sluice.testbed.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void aChildEndsWhenItsParentIsKilled() throws IOException {
    Path pidFile = directory.resolve("pid");
    try (Children children = Children.loggingTo(directory)) {
      ChildJvm parent = children.start(program(ParentProgram.class, pidFile.toString()));
      Readiness.await("start", PATIENCE, List.of(parent), () -> Files.exists(pidFile));
      ProcessHandle grandchild =
          ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();

      parent.kill();

      Readiness.await("end", PATIENCE, List.of(), () -> !grandchild.isAlive());
      assertFalse(grandchild.isAlive());
    }
  }

  @Test
  void aChildThatDiesWhileItIsAwaitedIsReportedWithItsLastWords() throws IOException {
    try (Children children = Children.loggingTo(directory)) {
      ChildJvm child = children.start(program(DyingProgram.class));

      IOException failure =
          assertThrows(
              IOException.class,
              () -> Readiness.await("serve", PATIENCE, List.of(child), () -> false));

      assertTrue(failure.toString().contains("Cannot serve: DyingProgram has died."));
      assertTrue(failure.toString().contains("no more room"), failure::toString);
    }
  }

  @Test
  void whatNeverGetsReadyIsReportedWithTheLastAnswer() {
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                Readiness.await(
                    "serve",
                    Duration.ofMillis(200),
                    List.of(),
                    () -> {
                      throw new IOException("refused");
                    }));

    assertTrue(
        failure.toString().contains("the last answer was \"java.io.IOException: refused\""),
        failure::toString);
  }

  private JavaProgram program(Class<?> main, String... arguments) {
    return JavaProgram.small(
            main.getSimpleName(), System.getProperty("java.class.path"), main.getName(), directory)
        .withArguments(arguments);
  }
}
