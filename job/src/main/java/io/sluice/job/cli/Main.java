package io.sluice.job.cli;

import io.sluice.job.verb.Console;
import java.time.Clock;

/** Where the client begins and ends. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Console console = new Console(System.out, System.err, Console.Form.TEXT);
    int code = new Client(Verbs.OF_THIS_VERSION, console, Clock.systemUTC()).run(args);
    System.out.flush();
    System.exit(code);
  }
}
