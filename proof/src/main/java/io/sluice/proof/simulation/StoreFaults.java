package io.sluice.proof.simulation;

import io.sluice.proof.simulation.ModelStore.Act;
import io.sluice.proof.simulation.ModelStore.Call;
import io.sluice.proof.simulation.scheduler.Actor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Outages, full quotas, wrong answers, and acts that are done late or never. */
final class StoreFaults {
  /** The state directory, among those that have a quota. */
  private static final String STATE = "state";

  private static final int OUTAGE = 40;
  private static final int FULL = 150;

  /** An act that was reported as failed. */
  private record Later(Call call, String what, Act<?> act) {}

  private final History history;
  private final List<Later> later = new ArrayList<>();
  private final Set<String> full = new TreeSet<>();
  private long downUntil;
  private long fullUntil;

  StoreFaults(History history) {
    this.history = history;
  }

  /** Draws what happens between two steps. */
  void happen() {
    Random random = history.random();
    if (!later.isEmpty() && random.nextInt(40) == 0) {
      execute(later.remove(random.nextInt(later.size())));
    }
    if (history.scheduler().step() > fullUntil) {
      full.clear();
    }
    if (history.chance(history.profile().outages())) {
      downUntil = history.scheduler().step() + random.nextInt(OUTAGE);
      history.count(Occurrence.STORE_DOWN);
      history.record("store", "is down until step " + downUntil, "");
    }
    if (history.chance(history.profile().outages())) {
      fillUp();
    }
  }

  private void fillUp() {
    List<String> places = new ArrayList<>(history.kafka().topics());
    places.add(STATE);
    String topic = places.get(history.random().nextInt(places.size()));
    full.add(topic);
    fullUntil = history.scheduler().step() + history.random().nextInt(FULL);
    history.count(Occurrence.QUOTA_FULL);
    history.record(topic, "is over its quota until step " + fullUntil, "");
  }

  /** Ends what is over its quota. */
  void makeRoom() {
    full.clear();
  }

  /** Whether an act that was reported as failed may yet be done. */
  boolean oweAnAct() {
    return !later.isEmpty();
  }

  /** Executes one of those, or drops it for good. */
  void settleOne() {
    Later act = later.remove(history.random().nextInt(later.size()));
    if (history.random().nextBoolean()) {
      execute(act);
    } else {
      history.count(Occurrence.NEVER_DONE);
    }
  }

  /** The fault at a call, if any. */
  Fault fault(Actor process, Call call, String path, String target) {
    if (history.faultInjector().isCalm()) {
      return Fault.NONE;
    }
    if (history.scheduler().step() < downUntil) {
      history.count(Occurrence.FAILED_BEFORE);
      return Fault.FAIL_BEFORE;
    }
    String into = call == Call.OPEN ? path : target;
    if (full.stream().anyMatch(topic -> into.startsWith("/data/" + topic + "/"))
        || (call == Call.PUT && full.contains(STATE))) {
      return Fault.FULL;
    }
    if (history.chance(history.profile().deaths())) {
      return history.random().nextBoolean() ? Fault.DIE_BEFORE : Fault.DIE_AFTER;
    }
    if (!history.chance(history.profile().faults())) {
      return Fault.NONE;
    }
    boolean canBeLate = call == Call.PUT || call == Call.MOVE || call == Call.DELETE;
    int drawn = history.random().nextInt(canBeLate ? 4 : 2);
    if (drawn > 1) {
      return Fault.LATE;
    }
    history.count(drawn == 0 ? Occurrence.FAILED_BEFORE : Occurrence.FAILED_AFTER);
    return drawn == 0 ? Fault.FAIL_BEFORE : Fault.FAIL_AFTER;
  }

  /** The act was reported as failed, and may yet be done. */
  void later(Call call, String what, Act<?> act) {
    later.add(new Later(call, what, act));
  }

  private void execute(Later act) {
    history.count(
        act.call == Call.PUT
            ? Occurrence.LATE_PUT
            : act.call == Call.MOVE ? Occurrence.LATE_MOVE : Occurrence.LATE_DELETE);
    try {
      history.record("store", "executes late " + act.what, act.act.act());
    } catch (IOException e) {
      history.record("store", "cannot execute late " + act.what, e);
    }
  }
}
