package io.sluice.testbed;

import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Keeps the stack in the store of JUnit's session, which closes it after the last test of the JVM.
 */
final class RealStackExtension implements ParameterResolver {
  private static final String WORK = "sluice.testbed.work";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(RealStackExtension.class))
        .getOrComputeIfAbsent(Stack.class, type -> newStack(), Stack.class);
  }

  private static Stack newStack() {
    try {
      Path work = Path.of(System.getProperty(WORK, "target/testbed")).toAbsolutePath();
      deleteTree(work);
      return new Stack(StackHome.find(), work, StackSettings.standard());
    } catch (IOException e) {
      throw new ParameterResolutionException("Cannot prepare the real stack: " + e.getMessage(), e);
    }
  }

  /** What the run before left, logs included; they stay after a run, to be read. */
  private static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(directory)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
