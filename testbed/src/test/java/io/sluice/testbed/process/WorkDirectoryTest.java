package io.sluice.testbed.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
  @TempDir private Path temporary;

  @Test
  void whatAnEarlierOneLeftIsDeletedAndWhatItLinkedToIsNot() throws IOException {
    Path jar = Files.createFile(temporary.resolve("a.jar"));
    Path path = temporary.resolve("work");
    WorkDirectory.take(path, "quickstart").close();
    Files.createDirectories(path.resolve("landed/orders"));
    Files.createSymbolicLink(path.resolve("landed/a.jar"), jar);
    try (WorkDirectory work = WorkDirectory.take(path, "quickstart")) {
      assertFalse(Files.exists(work.path().resolve("landed")));
      assertTrue(Files.exists(jar));
    }
  }

  @Test
  void aDirectoryThatNoneHasMadeIsNotTouched() throws IOException {
    Path file = Files.createFile(temporary.resolve("thesis.tex"));
    IOException e =
        assertThrows(IOException.class, () -> WorkDirectory.take(temporary, "quickstart"));
    assertEquals(
        "Cannot work in %s: it holds files that are not of an earlier quickstart. Name another directory with --work."
            .formatted(temporary),
        e.getMessage());
    assertTrue(Files.exists(file));
  }

  @Test
  void twoDoNotShareADirectory() throws IOException {
    try (WorkDirectory first = WorkDirectory.take(temporary.resolve("work"), "quickstart")) {
      IOException e =
          assertThrows(IOException.class, () -> WorkDirectory.take(first.path(), "quickstart"));
      assertEquals(
          "Cannot work in %s: another quickstart is up there. Stop it, or name another directory with --work."
              .formatted(first.path()),
          e.getMessage());
    }
  }
}
