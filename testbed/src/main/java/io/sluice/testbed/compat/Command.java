package io.sluice.testbed.compat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A program that is run to its end. */
record Command(List<String> words, Map<String, String> environment) {
  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  Command(String... words) {
    this(List.of(words), Map.of());
  }

  Command and(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Command(all, environment);
  }

  Command with(String name, String value) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new Command(words, all);
  }

  /** Runs it with this process's outputs, and returns its exit code. */
  int show() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
    builder.environment().putAll(environment);
    return await(builder.start());
  }

  /**
   * Runs it in silence.
   *
   * @throws IOException with what it said, if its exit code is not 0
   */
  void succeed() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = await(process);
    if (exitCode != 0) {
      throw new IOException("Cannot run %s: exit code %d, %s".formatted(this, exitCode, said));
    }
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }

  private int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("Cannot run " + this + ": interrupted.", e);
    }
  }
}
