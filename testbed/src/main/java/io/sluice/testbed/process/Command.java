package io.sluice.testbed.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A command as a user types it, such as {@code scripts/run-job.sh} or {@code hadoop fs}, run to its
 * end.
 *
 * @param words the program and its arguments
 * @param directory its working directory
 * @param environment laid over this process's own environment
 */
public record Command(List<String> words, Path directory, Map<String, String> environment) {
  /** Exit code and output of a command, both streams in the order of printing. */
  public record Result(int exitCode, String output) {}

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** A command in a working directory, with this process's environment. */
  public static Command of(Path directory, String... words) {
    return new Command(List.of(words), directory, Map.of());
  }

  public Command withEnvironment(String name, String value) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new Command(words, directory, all);
  }

  /** Starts it and does not wait: for tests that kill it on the way. Its output goes to a file. */
  public Process start(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /**
   * Runs it to its end, whatever its exit code.
   *
   * @throws IOException if it cannot be started or still runs after the timeout; then it is killed,
   *     its children too
   */
  public Result run(Duration timeout) throws IOException {
    Path output = Files.createTempFile("sluice-command", ".log");
    try {
      Process process = start(output);
      if (!ended(process, timeout)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException(
            "Cannot finish %s: it still ran after %s.%n%s".formatted(words, timeout, read(output)));
      }
      return new Result(process.exitValue(), read(output));
    } finally {
      Files.delete(output);
    }
  }

  private static boolean ended(Process process, Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String read(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }
}
