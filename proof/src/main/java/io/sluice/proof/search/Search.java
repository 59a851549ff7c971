package io.sluice.proof.search;

import io.sluice.proof.replay.Actors;
import io.sluice.proof.replay.Call;
import io.sluice.proof.replay.Disk;
import io.sluice.proof.replay.Disks;
import io.sluice.proof.replay.Facts;
import io.sluice.proof.replay.Moves;
import io.sluice.proof.replay.Moves.Move;
import io.sluice.proof.replay.Moves.Order;
import io.sluice.proof.search.Found.Whole;
import io.sluice.proof.search.SceneProcess.Grain;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Every order in which the processes of a scene can make their calls, breadth first. A process that
 * has died, or sleeps for a year, is one that makes no further call: every state is also the last
 * one of some history, and the invariants hold in each.
 */
public final class Search {
  private static final int DISK = 0;
  private static final int FAULTS = 1;
  private static final int LATE = 2;
  private static final int PARTS = 3;
  private static final int NOT_YET = -1;
  private static final int TELL_EACH = 500_000;

  /** A failure of a call. */
  private enum Fault {
    /** It is not done, an error is reported. */
    NOT_DONE,
    /** It is done, an error is reported. */
    DONE_UNHEARD,
    /** An error is reported, and it is done at any later time or never. */
    LATER
  }

  private final Scene scene;
  private final long limit;
  private final Consumer<String> progress;
  private final Actors actors = new Actors();
  private final Disks disks = new Disks();
  private final Moves moves = new Moves(actors, disks);
  private final PendingCalls lates = new PendingCalls();
  private final Facts facts;
  private final States states;
  private final List<Map<Plan, Integer>> begun = new ArrayList<>();
  private long steps;
  private int from;
  private List<String> violated = List.of();

  /** Set while a history is reconstructed: the state that is looked for. */
  private Optional<int[]> wanted = Optional.empty();

  private String step = "";
  private String found = "";

  /**
   * Prepares.
   *
   * @param limit of states, after which it gives up and says so
   */
  public Search(Scene scene, long limit, Consumer<String> progress) {
    this.scene = scene;
    this.limit = limit;
    this.progress = progress;
    this.facts =
        new Facts(
            scene.log(),
            actors,
            disks,
            scene.faults() == 0 ? Facts.Store.HEALTHY : Facts.Store.FAILING,
            Facts.Processes.AT_ONCE);
    this.states = new States(PARTS + scene.parts().size());
  }

  /** Searches until all is seen, something is violated, or the limit is reached. */
  public Found run() throws IOException {
    reach(first());
    for (from = 0; from < states.count() && violated.isEmpty() && states.count() < limit; from++) {
      if (from % TELL_EACH == 0 && from > 0) {
        progress.accept(
            "%s: gone on from %,d of %,d states".formatted(scene.name(), from, states.count()));
      }
      expand(states.at(from));
    }
    List<String> broken = violated;
    Whole whole = from == states.count() ? Whole.YES : Whole.LIMIT_REACHED;
    return new Found(
        scene.name(),
        states.count(),
        steps,
        disks.count(),
        facts.count(),
        broken.isEmpty() ? whole : Whole.VIOLATED,
        broken,
        broken.isEmpty() ? List.of() : history(states.count() - 1));
  }

  private int[] first() {
    int[] first = new int[PARTS + scene.parts().size()];
    first[DISK] = disks.number(Disk.EMPTY);
    first[FAULTS] = scene.faults();
    for (int i = 0; i < scene.parts().size(); i++) {
      SceneProcess part = scene.parts().get(i);
      begun.add(new HashMap<>());
      boolean alone = part.job() == SceneProcess.NO_JOB;
      first[PARTS + i] = alone ? actors.begin(part.program().apply(Optional.empty())) : NOT_YET;
    }
    return first;
  }

  private void expand(int[] state) throws IOException {
    for (int part = 0; part < scene.parts().size(); part++) {
      if (hasNext(state, part)
          && moves.of(state[DISK], state[PARTS + part]).order() == Order.DOES_NOT_MATTER) {
        go(state, part);
        return;
      }
    }
    for (int part = 0; part < scene.parts().size() && violated.isEmpty(); part++) {
      if (hasNext(state, part)) {
        go(state, part);
      }
    }
    for (Call late : lates.of(state[LATE])) {
      int[] after = state.clone();
      after[DISK] = disks.after(state[DISK], late).disk();
      after[LATE] = lates.without(state[LATE], late);
      record(() -> "late, the file system " + late.described());
      reach(after);
    }
  }

  private boolean hasNext(int[] state, int part) {
    return state[PARTS + part] != NOT_YET && actors.hasNext(state[PARTS + part]);
  }

  private void go(int[] state, int part) throws IOException {
    if (scene.parts().get(part).grain() == Grain.WHOLE) {
      int[] after = state;
      while (hasNext(after, part)) {
        after = answered(after, part);
      }
      record(() -> scene.parts().get(part).name() + " does all of its work");
      reach(after);
      return;
    }
    reach(answered(state, part));
    Call call = actors.next(state[PARTS + part]);
    if (state[FAULTS] == 0) {
      return;
    }
    reach(failed(state, part, Fault.NOT_DONE));
    if (call.changes()) {
      reach(failed(state, part, Fault.DONE_UNHEARD));
    }
    if (PendingCalls.canBe(call)) {
      reach(failed(state, part, Fault.LATER));
    }
  }

  private int[] answered(int[] state, int part) {
    int actor = state[PARTS + part];
    Move move = moves.of(state[DISK], actor);
    record(() -> described(part, actor) + ": " + actors.answered(move.actor()));
    int[] after = state.clone();
    after[DISK] = move.disk();
    after[PARTS + part] = move.actor();
    begin(after, part);
    return after;
  }

  private int[] failed(int[] state, int part, Fault fault) {
    int actor = state[PARTS + part];
    record(() -> described(part, actor) + ": error, " + fault);
    int[] after = state.clone();
    after[PARTS + part] = moves.failed(actor);
    after[FAULTS]--;
    if (fault == Fault.DONE_UNHEARD) {
      after[DISK] = moves.of(state[DISK], actor).disk();
    } else if (fault == Fault.LATER) {
      after[LATE] = lates.with(state[LATE], actors.next(actor));
    }
    begin(after, part);
    return after;
  }

  private String described(int part, int actor) {
    return scene.parts().get(part).name() + " " + actors.next(actor).described();
  }

  private void record(Supplier<String> what) {
    if (wanted.isPresent()) {
      step = what.get();
    }
  }

  /** The processes of a job begin once it was submitted. */
  private void begin(int[] state, int client) {
    Optional<Plan> plan = actors.submitted(state[PARTS + client]);
    if (plan.isEmpty()) {
      return;
    }
    for (int i = 0; i < scene.parts().size(); i++) {
      SceneProcess part = scene.parts().get(i);
      if (part.job() == client && state[PARTS + i] == NOT_YET) {
        state[PARTS + i] =
            begun
                .get(i)
                .computeIfAbsent(
                    plan.get(), known -> actors.begin(part.program().apply(Optional.of(known))));
      }
    }
  }

  private void reach(int[] state) throws IOException {
    if (wanted.isPresent()) {
      if (Arrays.equals(wanted.get(), state)) {
        found = step;
      }
    } else if (violated.isEmpty()) {
      steps++;
      if (states.add(state, from)) {
        violated = facts.violated(state[DISK], Arrays.copyOfRange(state, PARTS, state.length));
      }
    }
  }

  private List<String> history(int last) throws IOException {
    List<String> history = new ArrayList<>();
    violated = List.of();
    for (int at = last; at > 0; at = states.before(at)) {
      wanted = Optional.of(states.at(at));
      found = "";
      expand(states.at(states.before(at)));
      history.add(found);
    }
    Collections.reverse(history);
    return history;
  }
}
