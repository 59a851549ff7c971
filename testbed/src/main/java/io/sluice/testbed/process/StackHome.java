package io.sluice.testbed.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder {@code testbed/stacks}, whose Maven modules have resolved what the testbed starts. */
public record StackHome(Path directory) {
  /** The system property that says where the folder is. */
  public static final String PROPERTY = "sluice.stacks";

  /**
   * The folder that {@value #PROPERTY} names, else {@code testbed/stacks} or {@code stacks} of the
   * working directory or the next parent that has one.
   */
  public static StackHome find() throws IOException {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return new StackHome(Path.of(named).toAbsolutePath());
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      for (String candidate : new String[] {"testbed/stacks", "stacks"}) {
        if (Files.exists(folder.resolve(candidate).resolve("kafka/pom.xml"))) {
          return new StackHome(folder.resolve(candidate));
        }
      }
    }
    throw new IOException(
        "Cannot find testbed/stacks from %s upwards: no such folder. Name it with -D%s=…"
            .formatted(start, PROPERTY));
  }

  /**
   * The class path that a stack's build has written, such as {@code kafka/target/kafka.classpath}.
   */
  public String classPath(String file) throws IOException {
    return Files.readString(built(file)).strip();
  }

  /** A file or folder that a stack's build has made. */
  public Path built(String path) throws IOException {
    Path built = directory.resolve(path);
    if (!Files.exists(built)) {
      throw new IOException(
          "Cannot use %s: it has not been built. Run: mvn -f %s generate-resources"
              .formatted(built, directory.resolve("pom.xml")));
    }
    return built;
  }
}
