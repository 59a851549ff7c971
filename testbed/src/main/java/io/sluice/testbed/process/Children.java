package io.sluice.testbed.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The children of one part of the stack: all are gone after {@link #close}, and when this JVM ends
 * without it.
 */
public final class Children implements AutoCloseable {
  private final Path logs;
  private final List<ChildJvm> children = Collections.synchronizedList(new ArrayList<>());
  private final Thread hook = new Thread(this::killAll, "kill-children");

  private Children(Path logs) {
    this.logs = logs;
  }

  /** A new family whose members write {@code <logs>/<name>.log}. */
  public static Children loggingTo(Path logs) {
    Children children = new Children(logs);
    Runtime.getRuntime().addShutdownHook(children.hook);
    return children;
  }

  public ChildJvm start(JavaProgram program) throws IOException {
    ChildJvm child = ChildJvm.start(program, logs.resolve(program.name() + ".log"));
    children.add(child);
    return child;
  }

  /** Kills with -9: whoever wants an orderly end stops the child before. */
  @Override
  public void close() {
    killAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already: then the hook runs once more, over children that are gone.
      return;
    }
  }

  private void killAll() {
    for (ChildJvm child : List.copyOf(children)) {
      child.killWithDescendants();
    }
  }
}
