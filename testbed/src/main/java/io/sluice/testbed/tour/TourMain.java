package io.sluice.testbed.tour;

import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.process.WorkDirectory;
import io.sluice.testbed.tour.console.Guide;
import io.sluice.testbed.tour.console.Typed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * {@code scripts/quickstart.sh}. Exit code 0 only if every step ended as it should and all counts
 * are equal.
 */
public final class TourMain {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  /** Whether the console can show more than letters. */
  private static final String BOLD = "sluice.tour.bold";

  /** Log of the clients of Kafka and Hadoop in this process. */
  private static final String LOG = "sluice.tour.log";

  private TourMain() {}

  /** Takes the source checkout, and then what the script was given. */
  public static void main(String[] arguments) {
    List<String> rest = Arrays.asList(arguments);
    System.exit(run(Path.of(rest.get(0)), rest.subList(1, rest.size()), System.out, System.err));
  }

  private static int run(Path checkout, List<String> arguments, PrintStream out, PrintStream err) {
    TourRequest request;
    try {
      request = TourRequest.parse(checkout, arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return USAGE;
    }
    long begun = System.nanoTime();
    Guide guide = new Guide(out, Boolean.getBoolean(BOLD) ? Guide.Style.BOLD : Guide.Style.PLAIN);
    try (WorkDirectory work = WorkDirectory.take(request.work(), "quickstart")) {
      // Read by log4j when it is first used, which is after this.
      System.setProperty(LOG, work.path().resolve("logs/tour.log").toString());
      guide.title("Sluice: from Kafka to Avro and Parquet files, exactly once");
      guide.say("Data, configuration and logs of this tour are in " + work.path());
      guide.step("Start what you would have already");
      guide.say("Real servers, as processes of this machine, on 127.0.0.1 only.");
      guide.blank();
      try (TourEnvironment around = TourEnvironment.start(request, StackHome.find(), guide)) {
        return walk(around, guide, begun, err);
      }
    } catch (IOException | RuntimeException e) {
      err.println();
      err.println(e.getMessage() == null ? e.toString() : e.getMessage());
      err.println(
          "The quickstart ends here, and stops what it started. Logs are in " + request.work());
      return FAILED;
    }
  }

  private static int walk(TourEnvironment around, Guide guide, long begun, PrintStream err)
      throws IOException {
    Thread interrupted = new Thread(around.shell()::close, "stop-commands");
    Runtime.getRuntime().addShutdownHook(interrupted);
    Tour tour = new Tour(around, guide, Clock.systemUTC());
    boolean equal = tour.walk();
    guide.blank();
    guide.title(
        String.format(
            Locale.ROOT,
            equal ? "Done in %.0f s: all counts are equal." : "Done in %.0f s: counts DIFFER.",
            (System.nanoTime() - begun) / 1e9));
    if (around.request().afterwards() == TourRequest.Afterwards.KEEP) {
      keep(around, guide, tour);
    } else {
      guide.say(
          "All servers are stopped; the landed files stay. With --keep everything stays up, so that you can go on by yourself;"
              + " with --cluster it lands in HDFS, by a job on YARN.");
    }
    if (!equal) {
      err.println("Cannot call the tour a success: counts differ, see above.");
    }
    return equal ? DONE : FAILED;
  }

  /** Waits for a word to stop; where nobody can type one, for a signal. */
  private static void keep(TourEnvironment around, Guide guide, Tour tour) throws IOException {
    guide.say("Everything is still up. In another terminal, from this directory:");
    around
        .place()
        .environment()
        .forEach((name, value) -> guide.command("export " + name + "=" + value));
    for (String verb : List.of("plan", "run", "ledger", "verify")) {
      guide.command(tour.job(verb).toString());
    }
    guide.blank();
    guide.fact("Kafka", around.stack().kafka().bootstrapServers());
    guide.fact("Schema registry", around.stack().registry().url());
    guide.fact("Logs", Typed.shortened(around.request().work(), around.typedIn()));
    guide.blank();
    guide.say("Press Enter here, and more events arrive.");
    guide.say(
        "To stop all of it: Ctrl-C here, q and Enter, or kill %d"
            .formatted(ProcessHandle.current().pid()));
    BufferedReader typed =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    for (String line = typed.readLine(); line != null; line = typed.readLine()) {
      if (line.strip().equals("q")) {
        return;
      }
      tour.arrive();
    }
    awaitSignal();
  }

  private static void awaitSignal() {
    try {
      // Never counted down: only a signal ends this, and the shutdown hooks then stop the parts.
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
