package io.sluice.testbed.soak;

import io.sluice.testbed.Stack;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.soak.account.AccountComparison;
import io.sluice.testbed.soak.load.Load;
import io.sluice.testbed.soak.plan.Round;
import io.sluice.testbed.soak.plan.Tally;
import io.sluice.testbed.soak.strike.Kill;
import io.sluice.testbed.soak.strike.ReportAudit;
import io.sluice.testbed.soak.strike.RoundResult;
import io.sluice.testbed.soak.strike.Rounds;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Round after round on one ingestion, while records keep coming; then a look at all of it. */
public final class Soak implements AutoCloseable {
  private final PrintStream out;
  private final long begun = System.nanoTime();
  private final ReportAudit words;
  private final Rounds rounds;
  private final Inspection inspection;
  private final Load load;
  private final Tally tally = new Tally();
  private int played;
  private int untrue;
  private int unsound;
  private int stuck;

  private Soak(
      SoakSetup ground, PrintStream out, Sluice sluice, Path work, long seed, int recordsPerSecond)
      throws IOException {
    this.out = out;
    this.words = new ReportAudit(ground.scene().state());
    this.rounds =
        new Rounds(
            ground.scene(), sluice, ground.config(), work.resolve("runs"), words, seed, begun);
    this.inspection = new Inspection(ground, sluice, work.resolve("copies"));
    this.load = Load.start(ground.scene().kafka().traffic(), shares(ground, recordsPerSecond));
  }

  /**
   * Lays the ground on a stack, under a name of its own, and begins to send records.
   *
   * @param name of the ingestion, its directory, and the beginning of its topics' names
   * @param work a local directory for configuration and logs
   * @param seed of everything that is left to chance
   */
  public static Soak begin(
      Stack stack, String name, Path work, long seed, int recordsPerSecond, PrintStream out)
      throws IOException {
    Path directory = Files.createDirectories(work.toAbsolutePath());
    SoakCluster cluster = SoakCluster.open(stack, name, directory);
    return begin(stack, cluster, name, directory, seed, recordsPerSecond, out);
  }

  /** As the other does, on a cluster that need not be the stack's. */
  static Soak begin(
      Stack stack,
      SoakCluster cluster,
      String name,
      Path directory,
      long seed,
      int recordsPerSecond,
      PrintStream out)
      throws IOException {
    SoakSetup ground = SoakSetup.lay(stack, cluster, name, directory);
    return new Soak(ground, out, cluster.sluice(), directory, seed, recordsPerSecond);
  }

  /** Plays rounds as long as there is a next one. */
  public void play(Function<Tally, Optional<Round>> next) throws IOException, InterruptedException {
    Optional<Round> round = next.apply(tally);
    while (round.isPresent() && stuck == 0) {
      play(round.get());
      round = next.apply(tally);
    }
  }

  /** Time since it began. */
  public Duration time() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Stops the load, lands what is left, and holds all against all. */
  public SoakFigures end() throws IOException, InterruptedException {
    Duration time = time();
    load.close();
    say("The load has stopped; the last run and the look at everything follow.");
    print(rounds.play(new Round(List.of())));
    check();
    AccountComparison all = inspection.lookAtAll();
    all.examples().forEach(this::say);
    List<String> late = words.untrue();
    late.forEach(this::say);
    return new SoakFigures(
        time,
        rounds.runs(),
        tally,
        all.inKafka(),
        all.landed(),
        all.lost(),
        all.doubled(),
        all.changed() + all.strange(),
        untrue + late.size(),
        unsound,
        stuck);
  }

  private void play(Round round) throws IOException, InterruptedException {
    played++;
    say("Round %d: %s".formatted(played, round.strikes()));
    print(rounds.play(round));
    check();
  }

  private void print(RoundResult result) {
    for (Kill kill : result.kills()) {
      tally.count(kill.victim());
      if (kill.step().insideCommit()) {
        tally.countInsideCommit();
      }
      out.printf(
          Locale.ROOT,
          "%s kill %d: %s (%s) | %s | runs ended %s | healed by %s%n",
          clock(kill.at()),
          tally.inAll(),
          kill.victim(),
          kill.what(),
          kill.step(),
          String.join(", ", result.ends()),
          result.isStuck() ? "nothing" : result.healedBy());
    }
    if (result.isStuck()) {
      stuck++;
      say("Stuck: runs ended " + String.join(", ", result.ends()) + ". Their logs are in runs/.");
    }
    untrue += result.untrue().size();
    result.untrue().forEach(this::say);
  }

  private void check() throws IOException {
    Inspection.Result result = inspection.look();
    unsound += result.unsound().size();
    result.unsound().forEach(this::say);
    result.reckoning().examples().forEach(this::say);
    say(
        "%s; %,d files, %,d sent, %d kills, %d between entry and mark"
            .formatted(
                result.reckoning(),
                inspection.files(),
                load.sent(),
                tally.inAll(),
                tally.insideCommit()));
  }

  private void say(String line) {
    out.println(clock(time()) + " " + line);
  }

  private static String clock(Duration time) {
    return "[%3d:%02d]".formatted(time.toMinutes(), time.toSecondsPart());
  }

  /** Half of it for the first topic, a fifth for the one in Parquet, which costs most. */
  private static List<Load.Share> shares(SoakSetup ground, int recordsPerSecond) {
    return List.of(
        new Load.Share(ground.topics().get(0), recordsPerSecond / 2),
        new Load.Share(ground.topics().get(1), recordsPerSecond / 5),
        new Load.Share(ground.topics().get(2), recordsPerSecond * 3 / 10));
  }

  @Override
  public void close() {
    load.close();
    rounds.close();
    inspection.close();
  }
}
