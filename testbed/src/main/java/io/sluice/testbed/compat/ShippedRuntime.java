package io.sluice.testbed.compat;

import io.sluice.testbed.process.Command;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.spi.ToolProvider;

/** A Java runtime as an archive for {@code java.archive}, linked from the JDK that runs this. */
final class ShippedRuntime {
  /** Modules that Hadoop, Kafka's client and Sluice use, and services that the JDK loads. */
  private static final String MODULES =
      "java.se,jdk.unsupported,jdk.crypto.ec,jdk.naming.dns,jdk.security.auth,jdk.security.jgss";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private ShippedRuntime() {}

  static Path archive(Path directory) throws IOException {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(
                () ->
                    new IOException(
                        "Cannot make a Java runtime: "
                            + System.getProperty("java.home")
                            + " has no jlink. Use a whole JDK."));
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    int exitCode =
        jlink.run(
            writer,
            writer,
            "--add-modules",
            MODULES,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            directory.resolve("jdk").toString());
    if (exitCode != 0) {
      throw new IOException("Cannot make a Java runtime with jlink: " + printed);
    }
    Path archive = directory.resolve("jdk.tgz");
    Command.Result packed =
        Command.of(directory, "tar", "czf", archive.toString(), "jdk").run(PATIENCE);
    if (packed.exitCode() != 0) {
      throw new IOException("Cannot make " + archive + ": " + packed.output());
    }
    return archive;
  }
}
