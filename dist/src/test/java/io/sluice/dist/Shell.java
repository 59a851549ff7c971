package io.sluice.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command with the environment that it is given, and nothing of ours. */
final class Shell {

  private static final int PATIENCE_SECONDS = 60;

  private final List<String> command;
  private final Map<String, String> environment = new HashMap<>();
  private Path directory = Path.of("/");

  Shell(Object... command) {
    this.command = Arrays.stream(command).map(Object::toString).toList();
  }

  Shell in(Path workingDirectory) {
    directory = workingDirectory;
    return this;
  }

  Shell with(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  Shell plus(String... arguments) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(List.of(arguments));
    Shell shell = new Shell(longer.toArray()).in(directory);
    shell.environment.putAll(environment);
    return shell;
  }

  /**
   * Result of a command: its exit code, and its standard output and standard error, interleaved.
   */
  record Ended(int exitCode, String output) {}

  Ended run() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end: " + output);
      }
      return new Ended(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Writes a program that bash runs. */
  static Path program(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
