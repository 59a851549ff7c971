package io.sluice.testbed.tour.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs what a user would type, and insists on exit code 0. What a command says on standard error
 * goes to a log, and to the console only if the command fails.
 */
public final class Shell implements AutoCloseable {
  private static final int TAIL_LINES = 20;

  private final Guide guide;
  private final Path logs;
  private final Map<String, String> environment;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  public Shell(Guide guide, Path logs, Map<String, String> environment) {
    this.guide = guide;
    this.logs = logs;
    this.environment = Map.copyOf(environment);
  }

  /** Shows the command and, line by line, what it answers. */
  public void show(String name, Typed command) throws IOException {
    guide.command(command.toString());
    run(name, command, guide::quote);
  }

  /** Runs it unseen, and returns its answer. */
  public String answer(String name, Typed command) throws IOException {
    StringBuilder answer = new StringBuilder();
    run(name, command, line -> answer.append(line).append('\n'));
    return answer.toString();
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    for (Process process : running) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private void run(String name, Typed command, Consumer<String> answer) throws IOException {
    Files.createDirectories(logs);
    Path log = logs.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .directory(command.directory().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    running.add(process);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answer.accept(line);
      }
    } finally {
      running.remove(process);
    }
    int exitCode = ended(process, command);
    if (exitCode != 0) {
      throw new IOException(
          "Cannot go on after '%s': exit code %d. Standard error is in %s:%n  %s"
              .formatted(command, exitCode, log, String.join("\n  ", tail(log))));
    }
  }

  private static int ended(Process process, Typed command) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("Cannot finish '" + command + "': interrupted.", e);
    }
  }

  private static List<String> tail(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
  }
}
