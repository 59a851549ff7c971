package io.sluice.proof.simulation;

import io.sluice.proof.simulation.ModelStore.Call;
import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.proof.simulation.scheduler.Scheduler;
import io.sluice.tracker.run.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates the events that no process causes: time, faults, pauses, cron. */
final class FaultInjector implements Scheduler.Between {
  private static final Layout OTHER = new Layout("/other");
  private static final double RECREATED = 0.15;
  private static final int LONG = 1_000_000;

  /** Far more than any history that comes to an end. */
  private static final long ENDLESS = 20_000;

  private final History history;
  private final LogEvents logs;
  private final Restores restores;
  private final StoreFaults stores;
  private final List<SimulatedClient> clients = new ArrayList<>();
  private int started;
  private int freshRuns;
  private String progress = "";
  private boolean hasGrown;

  FaultInjector(History history) {
    this.history = history;
    this.logs = new LogEvents(history);
    this.restores = new Restores(history);
    this.stores = new StoreFaults(history);
  }

  /** The faults of the stores. */
  StoreFaults stores() {
    return stores;
  }

  void begin() {
    logs.begin();
  }

  /** Between two questions about a topic. */
  void between(String topic) {
    if (!isCalm() && history.chance(history.profile().logEvents() > 0 ? RECREATED : 0)) {
      logs.recreate(topic);
    }
  }

  /** Nothing new goes wrong. */
  boolean isCalm() {
    return freshRuns > 0
        || history.scheduler().step() >= history.profile().calls()
        || history.violated().isPresent();
  }

  /** The runs at the end: nobody else is there any more. */
  boolean isAlone() {
    return freshRuns > 0;
  }

  @Override
  public void step() {
    history.world().clock().pass(Duration.ofMillis(20));
    mustEnd();
    if (isCalm()) {
      stores.makeRoom();
      return;
    }
    Random random = history.random();
    stores.happen();
    if (history.chance(history.profile().logEvents())) {
      logs.happen();
    }
    if (history.chance(history.profile().persons())) {
      history.scheduler().start(Operator.comes(history));
    }
    if (history.world().waitsForAPerson() && history.chance(3 * history.profile().persons())) {
      history.scheduler().start(Operator.whoReleases(history));
    }
    if (history.chance(history.profile().persons())) {
      if (history.world().hasHole()) {
        history.scheduler().start(new TakenFile.Accepting(history));
      } else if (random.nextInt(4) == 0) {
        TakenFile.take(history);
      }
    }
    if (random.nextInt(400) == 0) {
      history.goOnFromCopy();
    }
    if (history.chance(history.profile().pauses())) {
      pauseSomebody();
    }
    if (started > 0 && alive() < history.profile().clients() && random.nextInt(100) == 0) {
      startClient();
    }
  }

  private void pauseSomebody() {
    List<Actor> processes = history.scheduler().processes();
    Actor process = processes.get(history.random().nextInt(processes.size()));
    if (!process.isOver() && !process.isPaused(history.scheduler().step())) {
      pause(process);
    }
  }

  private void pause(Actor process) {
    boolean veryLong = history.random().nextInt(3) == 0;
    process.pause(history.scheduler().step() + (veryLong ? LONG : history.random().nextInt(200)));
    history.count(Occurrence.PAUSED);
    history.record(
        process, veryLong ? "pauses for as long as anything else happens" : "pauses", "");
    if (process instanceof ApplicationMaster master && history.random().nextBoolean()) {
      master.isGivenUp();
    }
  }

  /** Pauses a process where that matters most: just before an act that cannot be taken back. */
  void before(Actor process, Call call, String path) {
    boolean decisive =
        call == Call.MOVE
            || call == Call.DELETE
            || (call == Call.PUT && (path.contains("/ledger/") || path.contains("/published/")));
    if (decisive && !isCalm() && history.chance(4 * history.profile().pauses())) {
      pause(process);
    }
  }

  private long alive() {
    clients.removeIf(Actor::isOver);
    return clients.size();
  }

  private void startClient() {
    if (started >= history.profile().runs()) {
      return;
    }
    if (alive() > 0) {
      history.count(Occurrence.RUNS_OVERLAPPED);
    }
    started++;
    history.count(Occurrence.RUN_STARTED);
    boolean other =
        history.profile().setup() == Profile.Setup.TWO && history.random().nextInt(3) == 0;
    if (other) {
      history.count(Occurrence.OTHER_STATE_DIRECTORY);
    }
    SimulatedClient client =
        new SimulatedClient(history, "client" + started, other ? OTHER : history.world().layout());
    clients.add(client);
    history.scheduler().start(client);
  }

  private void mustEnd() {
    if (history.scheduler().step() > ENDLESS) {
      history.violate("AFreshRunFinishes: it goes on for ever");
    }
  }

  @Override
  public boolean idle() {
    mustEnd();
    if (history.violated().isPresent()) {
      return false;
    }
    List<Actor> paused =
        history.scheduler().processes().stream()
            .filter(process -> process.isPaused(history.scheduler().step()))
            .toList();
    boolean moreRuns = started < history.profile().runs() && !isCalm();
    if (!paused.isEmpty() && (!moreRuns || history.random().nextInt(4) == 0)) {
      wake(paused.get(history.random().nextInt(paused.size())));
      return true;
    }
    if (moreRuns && alive() < history.profile().clients()) {
      boolean days = history.random().nextInt(4) == 0;
      history.world().clock().pass(days ? Duration.ofDays(2) : Duration.ofMinutes(15));
      if (history.profile().logEvents() > 0 || started == 0) {
        logs.grow();
      }
      backUpOrRestore();
      startClient();
      return true;
    }
    if (!paused.isEmpty()) {
      wake(paused.get(history.random().nextInt(paused.size())));
      return true;
    }
    if (stores.oweAnAct()) {
      stores.settleOne();
      return true;
    }
    return freshRun();
  }

  private void backUpOrRestore() {
    if (history.profile().setup() == Profile.Setup.RESTORED
        && history.scheduler().processes().isEmpty()
        && !stores.oweAnAct()) {
      restores.backUp();
      if (history.random().nextInt(3) == 0) {
        restores.restore();
        logs.loseLeaders();
      }
    }
  }

  private void wake(Actor process) {
    if (history.random().nextBoolean()) {
      history.world().clock().pass(Duration.ofDays(1 + history.random().nextInt(800)));
      history.count(Occurrence.PAUSED_FOR_DAYS);
    }
    history.record(process, "goes on", "");
    process.pause(0);
  }

  /** At the end: runs alone, until all has landed; each must come further. */
  private boolean freshRun() {
    if (!history.scheduler().processes().isEmpty()) {
      return true; // somebody waits for a step to come
    }
    if (freshRuns == 0) {
      logs.heal();
    }
    if (history.world().hasHole()) {
      history.scheduler().start(new TakenFile.Accepting(history));
      return true;
    }
    FreshRuns fresh = new FreshRuns(history);
    if (freshRuns > 0) {
      if (fresh.allHasLanded()) {
        return lastRun(fresh);
      }
      if (fresh.progress().equals(progress)) {
        if (!history.world().isRestored()) {
          history.violate("AFreshRunFinishes: it ends, and leaves " + fresh.left());
        }
        return false;
      }
    }
    progress = fresh.progress();
    startFresh();
    return true;
  }

  private void startFresh() {
    freshRuns++;
    stores.makeRoom();
    history.world().clock().pass(Duration.ofMinutes(15));
    history
        .scheduler()
        .start(new SimulatedClient(history, "fresh" + freshRuns, history.world().layout()));
  }

  /** With something of each topic to read: behind it nothing is left of dead runs. */
  private boolean lastRun(FreshRuns fresh) {
    if (hasGrown) {
      history.atTheEnd(fresh.planned());
      return false;
    }
    hasGrown = true;
    logs.growByOne();
    startFresh();
    return true;
  }

  @Override
  public void broken(Actor process, Throwable why) {
    history.broken(process, why);
  }
}
