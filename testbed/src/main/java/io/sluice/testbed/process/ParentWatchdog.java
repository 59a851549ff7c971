package io.sluice.testbed.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The first class of every child: it calls the real main class, and halts the child as soon as the
 * parent's end of standard input is closed. A parent that was killed with -9 runs no shutdown hook,
 * and a broker left behind would hold memory and ports for ever.
 */
final class ParentWatchdog {
  private static final int PARENT_IS_GONE = 86;

  private ParentWatchdog() {}

  public static void main(String[] arguments) throws Throwable {
    Thread leash = new Thread(ParentWatchdog::haltWithParent, "leash");
    leash.setDaemon(true);
    leash.start();
    String mainClass = arguments[0];
    Object own = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(mainClass).getMethod("main", String[].class).invoke(null, own);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static void haltWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Whatever the parent writes means nothing; only the end counts.
      }
    } catch (IOException e) {
      System.err.println("Cannot read from the parent process: " + e + ". Treated as its end.");
    }
    // A NodeManager's containers are its descendants, and would outlive it by minutes.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(PARENT_IS_GONE);
  }
}
