package io.sluice.proof.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.proof.simulation.ModelStore.Call;
import io.sluice.proof.simulation.log.KafkaModel;
import io.sluice.proof.simulation.log.Metadata;
import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.proof.simulation.scheduler.Scheduler;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.commit.Invariants;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * One history: its world, who lives in it, what has happened, and what is wrong. After each event
 * that changes the store the invariants are checked; the first that is violated ends it.
 */
final class History {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** An event of the history. */
  record Event(long step, String who, String what, Object answer) {
    String line() {
      String said =
          answer instanceof Optional<?> read
              ? read.map(content -> "there").orElse("absent")
              : answer instanceof List<?> items
                  ? items.size() + " items"
                  : answer instanceof StagedOutput ? "open" : answer.toString();
      return String.format("%6d  %-28s %s: %s", step, who, what, said);
    }
  }

  private final Random random;
  private final Profile profile;
  private final World world;
  private final KafkaModel kafka;
  private final HistoryFigures figures;
  private final ExecutorService threads;
  private final FaultInjector faultInjector;
  private final Scheduler scheduler;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Job> jobs = new HashMap<>();
  private Optional<String> violated = Optional.empty();

  /** A history from its beginning. */
  static History of(long seed, HistoryFigures figures, ExecutorService threads) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    KafkaModel kafka = new KafkaModel();
    return new History(random, Profile.draw(random), World.of(kafka), kafka, figures, threads);
  }

  private History(
      Random random,
      Profile profile,
      World world,
      KafkaModel kafka,
      HistoryFigures figures,
      ExecutorService threads) {
    this.random = random;
    this.profile = profile;
    this.world = world;
    this.kafka = kafka;
    this.figures = figures;
    this.threads = threads;
    this.faultInjector = new FaultInjector(this);
    this.scheduler = new Scheduler(random, profile.stickiness(), threads, faultInjector);
    world.files().putIfAbsent(world.layout().ledgerId(), TestPlans.LEDGER_ID.getBytes(US_ASCII));
  }

  /** Plays it to its end. */
  Optional<String> play() throws InterruptedException {
    faultInjector.begin();
    scheduler.play();
    return violated;
  }

  /** Starts fresh runs, alone, on a copy of the world as it is now. */
  void goOnFromCopy() {
    count(Occurrence.FRESH_RUN);
    KafkaModel copied = kafka.copy();
    History copy =
        new History(
            new Random(random.nextLong()),
            profile.calm(),
            world.copy(copied),
            copied,
            new HistoryFigures(),
            threads);
    record("nature", "a fresh run goes on from a copy", "");
    try {
      copy.scheduler.play();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    copy.violated.ifPresent(
        how -> {
          events.addAll(copy.events);
          violate("after a fresh run, " + how);
        });
  }

  Random random() {
    return random;
  }

  Profile profile() {
    return profile;
  }

  World world() {
    return world;
  }

  KafkaModel kafka() {
    return kafka;
  }

  FaultInjector faultInjector() {
    return faultInjector;
  }

  /** Jobs that MapReduce has taken, by their ID. */
  Map<String, Job> jobs() {
    return jobs;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  boolean chance(double rate) {
    return rate > 0 && random.nextDouble() < rate;
  }

  void count(Occurrence thing) {
    figures.count(thing);
  }

  Optional<String> violated() {
    return violated;
  }

  void pass(Actor process) {
    scheduler.pass(process);
  }

  Author author() {
    return new Author(world.clock(), "simulation", "me");
  }

  RetryPolicy retryPolicy(Actor process) {
    return new RetryPolicy(
        world.clock(),
        PATIENCE,
        duration -> {
          world.clock().pass(duration);
          scheduler.pass(running(process));
        });
  }

  StagingStore store(Actor process) {
    return new ModelStore(this, process);
  }

  /** The protocol classes, as one process has them. */
  Tracker tracker(Actor process, StagingStore store) {
    return tracker(process, store, world.layout());
  }

  /** The same for another state directory. */
  Tracker tracker(Actor process, StagingStore store, Layout layout) {
    return new Tracker(
        TestPlans.INGESTION,
        store,
        layout,
        author(),
        retryPolicy(process),
        new FileThreads(profile.renameThreads(), most -> new RenameThreads(this, process)),
        random,
        TestPlans.DIRECTORIES);
  }

  /** Answers of the brokers to a plan or a release on that state. */
  Metadata metadata(OffsetState state) {
    return new Metadata(
        random,
        faultInjector.isCalm() ? 0 : profile.oddAnswers(),
        topic -> state.topic(topic).filter(known -> !known.topicId().isEmpty()).isPresent());
  }

  void die(Actor process) {
    count(Occurrence.DIED);
    process.kill();
    process.mustLive();
  }

  /** The process itself, or its thread that runs. */
  Actor running(Actor process) {
    return scheduler
        .running()
        .filter(each -> each instanceof RenameThreads.Worker worker && worker.isOf(process))
        .orElse(process);
  }

  /** Only of a file that a person has deleted may anybody say that it is gone. */
  void stopped(Actor process, String why) {
    if (why.contains("is neither there nor staged") && !world.namesTaken(why)) {
      violate("AFreshRunFinishes: " + process.name() + " stops, " + why);
    }
  }

  void record(Object who, String what, Object answer) {
    // A probe's name is random, and of no importance.
    int probe = what.indexOf("/.tmp/clock-");
    String same = probe < 0 ? what : what.substring(0, probe) + "/.tmp/clock";
    events.add(new Event(scheduler.step(), who.toString(), same, answer));
  }

  /** An act changed the store. */
  void done(Call call, String path) {
    world.done(call.verb() + " " + path);
    if (call == Call.DELETE && path.contains("/ledger/")) {
      count(Occurrence.LEDGER_RETAINED);
    } else if (call == Call.DELETE && path.contains("/runs/") && !path.contains("/.tmp/")) {
      count(Occurrence.COLLECTED);
    }
    if (matters(call, path)) {
      check();
    }
  }

  /** Whether an invariant can depend on it. */
  private static boolean matters(Call call, String path) {
    return switch (call) {
      case MOVE -> true;
      case DELETE -> !path.contains("/.tmp/") && !path.endsWith("/lock");
      case PUT -> path.contains("/ledger/") || path.contains("/published/");
      case READ, LIST, REFRESH, OPEN, CLOSE -> false;
    };
  }

  /** A client has reported the outcome of its run. */
  void ended(Actor client, String runId, RunOutcome outcome) {
    record(client, "says " + outcome.getClass().getSimpleName(), "");
    world.ended(runId, outcome);
    check();
  }

  /** Brings directories of the state back as they were. */
  void restore(Map<String, Map<String, byte[]>> directories) {
    try {
      world.restore(directories);
    } catch (IOException e) {
      violate("OneHistory: " + e);
    }
    check();
  }

  /** Holds the world against what must be so in the end. */
  void atTheEnd(Set<String> topics) {
    try {
      Invariants.violatedAtTheEnd(world, topics, kafka.topics()).stream()
          .findFirst()
          .ifPresent(this::violate);
    } catch (IOException e) {
      violate("OneHistory: " + e);
    }
  }

  private void check() {
    try {
      List<String> wrong = Invariants.violated(world);
      if (!wrong.isEmpty()) {
        violate(wrong.get(0));
      }
    } catch (IOException e) {
      violate("OneHistory: " + e);
    }
  }

  void violate(String how) {
    if (violated.isEmpty()) {
      violated = Optional.of(how);
      record("invariants", "VIOLATED", how);
      List.copyOf(scheduler.processes()).forEach(Actor::kill);
    }
  }

  void broken(Actor process, Throwable why) {
    StringWriter trace = new StringWriter();
    why.printStackTrace(new PrintWriter(trace));
    violate("AFreshRunFinishes: " + process + " broke off, " + trace);
  }

  /** Counts it. */
  void end() {
    if (violated.isEmpty()) {
      try {
        new Census(figures).count(world);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    figures.end(scheduler.step());
  }

  /** All that happened. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(profile.toString());
    events.forEach(event -> lines.add(event.line()));
    return lines;
  }
}
