package io.sluice.testbed.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Starts itself as its own child, which sleeps, and writes the child's process id to a file. */
public final class ParentProgram {
  private ParentProgram() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      Thread.sleep(Long.MAX_VALUE);
    }
    Path pidFile = Path.of(arguments[0]);
    JavaProgram child =
        JavaProgram.small(
            "child",
            System.getProperty("java.class.path"),
            ParentProgram.class.getName(),
            Path.of("").toAbsolutePath());
    long pid = ChildJvm.start(child, pidFile.resolveSibling("child.log")).pid();
    Path unfinished = Files.writeString(pidFile.resolveSibling("unfinished"), String.valueOf(pid));
    Files.move(unfinished, pidFile, StandardCopyOption.ATOMIC_MOVE);
    Thread.sleep(Long.MAX_VALUE);
  }
}
