package io.sluice.testbed.soak.strike;

import io.sluice.testbed.hadoop.Container;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.process.Readiness;
import io.sluice.testbed.soak.plan.Round;
import io.sluice.testbed.soak.plan.RunPlan;
import io.sluice.testbed.soak.plan.Strike;
import io.sluice.testbed.soak.plan.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Goes through rounds: runs with kills, then runs without until one has brought in what it had. */
public final class Rounds implements AutoCloseable {
  private static final Duration RUN = Duration.ofMinutes(5);
  private static final Duration MASTER_LEAVES = Duration.ofSeconds(40);
  private static final Duration OTHER_RUN_ENDS = Duration.ofSeconds(3);
  private static final int RUNS_TO_HEAL = 5;
  private static final int WAITS_FOR_ANOTHER = 40;
  private static final int DONE = 0;
  private static final int IN_PART = 3;
  private static final int OTHER_RUN = 5;
  private static final String KILLED = "killed";
  private static final String STUCK = "";

  private final StrikeScene scene;
  private final Sluice sluice;
  private final String config;
  private final Path logs;
  private final ReportAudit words;
  private final Repairs repairs = new Repairs();
  private final Striker striker;
  private int runs;

  /**
   * Does nothing yet.
   *
   * @param config the ingestion's properties file
   * @param logs a directory for what each run prints, and its report
   * @param seed for the choice among victims of a kind, and for small delays
   */
  public Rounds(
      StrikeScene scene,
      Sluice sluice,
      String config,
      Path logs,
      ReportAudit words,
      long seed,
      long begun)
      throws IOException {
    this.scene = scene;
    this.sluice = sluice;
    this.config = config;
    this.logs = Files.createDirectories(logs);
    this.words = words;
    Random random = new Random(seed);
    this.striker = new Striker(scene, new Victims(scene, repairs, random), random, begun);
  }

  /** Number of runs that were started. */
  public int runs() {
    return runs;
  }

  /** A round; when it returns, all that was killed serves again. */
  public RoundResult play(Round round) throws IOException, InterruptedException {
    List<Kill> kills = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    List<String> untrue = new ArrayList<>();
    boolean healed = false;
    for (RunPlan run : round.runs()) {
      awaitNoMaster();
      healed = run(run, kills, ends, untrue);
    }
    repairs.await();
    String by = healed ? "itself" : heal(ends, untrue);
    return new RoundResult(kills, ends, by, untrue);
  }

  /** Runs without kills until one ends well; empty if none does. */
  private String heal(List<String> ends, List<String> untrue)
      throws IOException, InterruptedException {
    int waits = 0;
    for (int run = 1; run <= RUNS_TO_HEAL; run++) {
      if (run(RunPlan.of(), new ArrayList<>(), ends, untrue)) {
        return run == 1 ? "the next run" : "run " + run + " after it";
      }
      if (ends.get(ends.size() - 1).equals(String.valueOf(OTHER_RUN))
          && ++waits < WAITS_FOR_ANOTHER) {
        // Not a try: the job of a client that is gone goes on.
        run--;
        Thread.sleep(OTHER_RUN_ENDS.toMillis());
      }
    }
    return STUCK;
  }

  /** Whether the run ended well. */
  private boolean run(RunPlan plan, List<Kill> kills, List<String> ends, List<String> untrue)
      throws IOException, InterruptedException {
    runs++;
    Path log = logs.resolve("run-%04d.log".formatted(runs));
    Path report = logs.resolve("run-%04d.json".formatted(runs));
    repairs.await();
    CommitWatcher sight = CommitWatcher.now(scene.state());
    Process client =
        sluice
            .with("-D", "mapreduce.am.max-attempts=" + plan.masters())
            .start(log, "run", "--config", config, "--report", report.toString());
    boolean clientKilled = false;
    // A run that takes over finds some files moved already.
    int moved = plan.strikes().isEmpty() ? 0 : moved(sight.step(), 0);
    for (Strike strike : plan.strikes()) {
      Optional<Kill> kill = striker.strike(strike, sight, client, moved);
      if (kill.isPresent()) {
        kills.add(kill.get());
        clientKilled |= strike.victim() == Victim.CLIENT;
        moved = moved(kill.get().step(), moved);
      }
    }
    if (!client.waitFor(RUN.toSeconds(), TimeUnit.SECONDS)) {
      client.destroyForcibly().waitFor();
      ends.add(RoundResult.HUNG);
      return false;
    }
    if (clientKilled) {
      ends.add(KILLED);
      return false;
    }
    int exitCode = client.exitValue();
    ends.add(String.valueOf(exitCode));
    repairs.await();
    untrue.addAll(words.heard(exitCode, report));
    return exitCode == DONE || exitCode == IN_PART;
  }

  private static int moved(Step step, int otherwise) {
    return step instanceof Step.Committed committed ? committed.moved() : otherwise;
  }

  /** An Application Master stays for some seconds after its job. */
  private void awaitNoMaster() throws IOException {
    long deadline = System.nanoTime() + MASTER_LEAVES.toNanos();
    Readiness.await(
        "see the last job's end",
        MASTER_LEAVES.plusSeconds(10),
        List.of(),
        () ->
            System.nanoTime() > deadline
                || scene.hadoop().containers().stream()
                    .noneMatch(each -> each.kind() == Container.Kind.APPLICATION_MASTER));
  }

  @Override
  public void close() {
    repairs.close();
  }
}
