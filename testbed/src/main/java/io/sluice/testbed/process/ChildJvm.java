package io.sluice.testbed.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program that runs as a child process; what it prints goes to one log file, appended to
 * when it is started again.
 */
public final class ChildJvm {
  private static final Duration PATIENCE_WITH_STOP = Duration.ofSeconds(15);
  private static final int TAIL_LINES = 25;

  private final String name;
  private final Process process;
  private final Path log;

  private ChildJvm(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static ChildJvm start(JavaProgram program, Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Files.createDirectories(program.directory());
    ProcessBuilder builder =
        new ProcessBuilder(program.command(leashClasses()))
            .directory(program.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(program.environment());
    return new ChildJvm(program.name(), builder.start(), log);
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /** {@code kill -9}; returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(PATIENCE_WITH_STOP);
  }

  /** Kills what the child has started too, such as a NodeManager's containers. */
  void killWithDescendants() {
    List<ProcessHandle> descendants = process.descendants().toList();
    kill();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** {@code kill}, and after a while {@code kill -9}; returns when the process is gone. */
  public void stop() {
    process.destroy();
    if (!awaitEnd(PATIENCE_WITH_STOP)) {
      kill();
    }
  }

  /**
   * Waits for a program that ends by itself.
   *
   * @throws IOException if it takes longer, and is killed then, or if its exit code is not 0
   */
  public void awaitSuccess(Duration timeout) throws IOException {
    if (!awaitEnd(timeout)) {
      kill();
      throw new IOException(
          "Cannot finish %s: it still ran after %s.%n%s".formatted(name, timeout, tail()));
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "Cannot finish %s: exit code %d.%n%s".formatted(name, process.exitValue(), tail()));
    }
  }

  /**
   * The last lines of the log, for messages; without stack frames, so that the causes are among
   * them.
   */
  public String tail() {
    try {
      // Not Files.readAllLines: a process that was killed may have left half a character.
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      List<String> lines = text.lines().filter(line -> !line.matches("\\s+at .*")).toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "The last lines of " + log + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "Cannot read " + log + ": " + e;
    }
  }

  private boolean awaitEnd(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private static Path leashClasses() {
    try {
      return Path.of(
          ParentWatchdog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot find the testbed's own classes: " + e, e);
    }
  }
}
