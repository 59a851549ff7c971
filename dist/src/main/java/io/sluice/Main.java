package io.sluice;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of the job jar: checks the Java that it runs on, then hands over to the command
 * line, whose classes an older Java could not even load.
 */
public final class Main {

  static final int OLDEST_JAVA = 17;
  private static final String COMMAND_LINE = "io.sluice.job.cli.Main";
  private static final int USAGE = 2;

  private Main() {}

  /**
   * Runs the command line.
   *
   * @throws Throwable what the command line throws, unwrapped
   */
  public static void main(String[] args) throws Throwable {
    String found = System.getProperty("java.specification.version", "unknown");
    if (isTooOld(found)) {
      System.err.println(tooOld(found, System.getProperty("java.home", "unknown")));
      System.exit(USAGE);
    }
    try {
      Class.forName(COMMAND_LINE)
          .getMethod("main", String[].class)
          .invoke(null, (Object) withoutClassName(args));
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  static String tooOld(String specificationVersion, String javaHome) {
    return "Cannot start Sluice on Java "
        + specificationVersion
        + " ("
        + javaHome
        + "): it needs Java "
        + OLDEST_JAVA
        + " or newer. Set SLUICE_JAVA_HOME to one.";
  }

  /** Before 9 the versions were called 1.8 and so on, which reads as 1. */
  static boolean isTooOld(String specificationVersion) {
    String major = specificationVersion.split("\\.", 2)[0];
    return major.matches("\\d+") && Integer.parseInt(major) < OLDEST_JAVA;
  }

  /**
   * With a main class in the manifest, {@code hadoop jar x.jar io.sluice.Main …} hands the name on
   * as the first argument.
   */
  static String[] withoutClassName(String[] args) {
    boolean named =
        args.length > 0 && (args[0].equals(Main.class.getName()) || args[0].equals(COMMAND_LINE));
    return named ? Arrays.copyOfRange(args, 1, args.length) : args;
  }
}
