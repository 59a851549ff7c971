package io.sluice.testbed.soak;

import io.sluice.testbed.SecuredStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.StackSettings;
import io.sluice.testbed.hadoop.HadoopSettings;
import io.sluice.testbed.hadoop.Site;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.process.WorkDirectory;
import io.sluice.testbed.soak.SoakRequest.Security;
import io.sluice.testbed.soak.plan.Schedule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code scripts/prove.sh soak}. Exit code 0 only if nothing was lost, doubled or stuck, and if
 * half an hour brought as many kills and records as it should.
 */
public final class SoakMain {
  private static final String NAME = "soak";
  private static final int CLEAN = 0;
  private static final int NOT_CLEAN = 1;
  private static final int USAGE = 2;
  private static final int SEEDS = 1_000_000;

  /** Five million in half an hour need 2,800; aborted ones do not count. */
  private static final int RECORDS_PER_SECOND = 3200;

  /** Log of Kafka's clients in this process: brokers die all the time. */
  private static final String LOG = "sluice.soak.log";

  private static final String LOGGING = "log4j.configuration";

  private SoakMain() {}

  /** Takes the source checkout, and then what the script was given. */
  public static void main(String[] arguments) {
    List<String> rest = List.of(arguments);
    System.exit(run(Path.of(rest.get(0)), rest.subList(1, rest.size()), System.out, System.err));
  }

  private static int run(Path checkout, List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(SoakRequest.USAGE);
      return CLEAN;
    }
    try {
      SoakRequest request =
          SoakRequest.parse(
              arguments,
              checkout.resolve("target/soak"),
              ThreadLocalRandom.current().nextInt(SEEDS));
      return soak(request, out);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.print(SoakRequest.USAGE);
      return USAGE;
    } catch (IOException | RuntimeException e) {
      err.println("The soak broke off, which proves nothing:");
      e.printStackTrace(err);
      return NOT_CLEAN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOT_CLEAN;
    }
  }

  private static int soak(SoakRequest request, PrintStream out)
      throws IOException, InterruptedException {
    out.println("Soak with seed " + request.seed() + "; data and logs are in " + request.work());
    // Read by log4j when it is first used, which is after this.
    System.setProperty(LOGGING, "io/sluice/testbed/soak/log4j.properties");
    System.setProperty(LOG, request.work().resolve("clients.log").toString());
    try (WorkDirectory work = WorkDirectory.take(request.work(), "soak");
        Stack stack = new Stack(StackHome.find(), work.path().resolve("stack"), settings())) {
      return request.security() == Security.NONE
          ? kills(request, stack, SoakCluster.open(stack, NAME, work.path()), work.path(), out)
          : secured(request, stack, work.path(), out);
    }
  }

  private static int secured(SoakRequest request, Stack stack, Path work, PrintStream out)
      throws IOException, InterruptedException {
    try (SecuredStack secured =
        new SecuredStack(StackHome.find(), work.resolve("secured"), hadoop(), SoakCluster.TICKET)) {
      List<String> wrong = LongRuns.play(stack, secured, work.resolve("longruns"), out);
      wrong.forEach(out::println);
      int kills = kills(request, stack, SoakCluster.secured(secured, NAME, work), work, out);
      return wrong.isEmpty() ? kills : NOT_CLEAN;
    }
  }

  private static int kills(
      SoakRequest request, Stack stack, SoakCluster cluster, Path work, PrintStream out)
      throws IOException, InterruptedException {
    try (Soak soak =
        Soak.begin(stack, cluster, NAME, work, request.seed(), RECORDS_PER_SECOND, out)) {
      Schedule schedule = new Schedule(request.seed());
      soak.play(
          tally ->
              soak.time().compareTo(request.time()) < 0
                  ? Optional.of(schedule.next(tally))
                  : Optional.empty());
      SoakFigures figures = soak.end();
      out.println(figures);
      return figures.isClean() && figures.isEnough() ? CLEAN : NOT_CLEAN;
    }
  }

  /** Two NodeManagers, so that a job can go on on the other; a dead one is given up soon. */
  private static StackSettings settings() {
    return new StackSettings(KafkaSettings.brokers(3), hadoop());
  }

  private static HadoopSettings hadoop() {
    return HadoopSettings.version(HadoopSettings.NEWEST)
        .withNodeManagers(2)
        .with(Site.YARN, "yarn.nm.liveness-monitor.expiry-interval-ms", "8000");
  }
}
