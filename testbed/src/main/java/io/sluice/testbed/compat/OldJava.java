package io.sluice.testbed.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code JAVA_HOME} whose {@code java} always fails, standing for one that is too old. */
final class OldJava {
  private OldJava() {}

  static Path install(Path home) throws IOException {
    Path java = home.resolve("bin/java");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(java, "#!/bin/sh\necho 'This Java is too old for everything.' >&2\nexit 1\n");
    if (!java.toFile().setExecutable(true)) {
      throw new IOException("Cannot make " + java + " executable.");
    }
    return home;
  }
}
