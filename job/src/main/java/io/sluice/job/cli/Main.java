package io.sluice.job.cli;

import io.sluice.job.command.Console;
import io.sluice.job.report.Progress;
import io.sluice.job.report.TerminalStream;
import io.sluice.job.report.VisibleStream;
import io.sluice.tracker.message.ShellWord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.security.CodeSource;
import java.time.Clock;

/** The entry point of the client. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.setErr(VisibleStream.over(System.err));
    if (Progress.ofProcess() == Progress.Output.TERMINAL) {
      System.setErr(TerminalStream.over(System.err));
    }
    OutOfMemoryEnd outOfMemory =
        new OutOfMemoryEnd(
            System.err, new FileOutputStream(FileDescriptor.err), Runtime.getRuntime()::halt);
    Thread.setDefaultUncaughtExceptionHandler(outOfMemory);
    QuietLibraries.apply();
    Console console = new Console(System.out, System.err, Console.Form.TEXT);
    int code =
        new Client(Commands.OF_THIS_VERSION, console, Clock.systemUTC(), program()).run(args);
    System.out.flush();
    System.exit(code);
  }

  /** {@code run-job.sh} says how it was started; else {@code hadoop jar} was. */
  private static String program() {
    String script = System.getenv("SLUICE_COMMAND");
    if (script != null && !script.isBlank()) {
      return ShellWord.of(script);
    }
    CodeSource jar = Main.class.getProtectionDomain().getCodeSource();
    String path = jar == null ? "" : jar.getLocation().getPath();
    return path.endsWith(".jar") ? "hadoop jar " + ShellWord.of(path) : "run-job.sh";
  }
}
