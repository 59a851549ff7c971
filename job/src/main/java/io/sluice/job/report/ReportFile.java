package io.sluice.job.report;

import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file of {@code --report}. The run has ended by then, and keeps its exit code. */
public final class ReportFile {
  private ReportFile() {}

  /**
   * Writes it.
   *
   * @return a message with the reason if it could not be written; empty if it was
   */
  public static Optional<String> write(String file, String json) {
    try {
      Files.write(Path.of(file), ForeignText.json(json).getBytes(StandardCharsets.UTF_8));
      return Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of(
          cannot(
              file,
              "the process cannot write that name in its character set, "
                  + System.getProperty("sun.jnu.encoding", "unknown"),
              "Set LC_ALL=C.UTF-8, or give --report a name of ASCII characters"));
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          cannot(file, FirstLine.of(e.toString()), "Give --report a file that can be written"));
    }
  }

  private static String cannot(String file, String why, String whatToDo) {
    return "Cannot write the report to %s: %s. %s. The run has ended as its exit code says."
        .formatted(file, why, whatToDo);
  }
}
