package io.sluice.proof.crash;

import io.sluice.proof.replay.Actors;
import io.sluice.proof.replay.Answer;
import io.sluice.proof.replay.Call;
import io.sluice.proof.replay.Disk;
import io.sluice.proof.replay.Disks;
import io.sluice.proof.replay.Facts;
import io.sluice.proof.replay.Moves;
import io.sluice.proof.replay.ProcessLog;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.commit.RunOutcome.NothingToCommit;
import io.sluice.tracker.store.UnreliableStore.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Two runs, with new records before the second, started again as cron does until each has landed;
 * with no fault, with one at each call, and with two at each two.
 */
public final class Crashes {
  /** As many restarts as anybody needs after a fault or two. */
  private static final int RESTARTS = 5;

  private static final int RUNS = 2;

  /**
   * A position in a history.
   *
   * @param run that is to land, from 0
   * @param started how often it was started
   * @param actor state of the process
   * @param before states of those that were before it
   */
  private record At(int run, int started, int disk, int actor, List<Integer> before) {}

  /** Histories behind a point, with that many faults more. */
  private record Behind(At at, int faults) {}

  private record Count(long singles, long pairs) {}

  private final Restarts restarts;
  private final Actors actors = new Actors();
  private final Disks disks = new Disks();
  private final Moves moves = new Moves(actors, disks);
  private final Facts facts;
  private final Consumer<String> progress;
  private final Map<List<Integer>, Integer> begun = new HashMap<>();
  private final Map<Behind, Count> counted = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private List<String> violated = List.of();
  private List<String> history = List.of();

  /**
   * Prepares.
   *
   * @param dying what dies with a call that dies
   */
  public Crashes(Small small, Dying dying, Consumer<String> progress) {
    this.restarts = new Restarts(small, dying);
    this.facts =
        new Facts(
            restarts.log(RUNS - 1),
            actors,
            disks,
            Facts.Store.FAILING,
            Facts.Processes.ONE_AFTER_THE_OTHER);
    this.progress = progress;
  }

  /** Size of the scene. */
  public enum Small {
    /** One Kafka partition, cut in two tasks. */
    ONE_TOPIC,
    /** Two topics, four Kafka partitions, three tasks. */
    TWO_TOPICS
  }

  /**
   * Goes through all histories with no more than that many faults, 0 to 2, until something is
   * violated.
   */
  public Crashed run(int most) throws IOException {
    At begin = start(0, 0, disks.number(Disk.EMPTY), List.of());
    int calls = path(begin).size();
    Count count = behind(begin, most);
    return new Crashed(
        calls, count.singles(), count.pairs(), disks.count(), facts.count(), violated, history);
  }

  private At start(int run, int started, int disk, List<Integer> before) {
    int actor =
        begun.computeIfAbsent(
            List.of(run, started), key -> actors.begin(restarts.program(run, started)));
    return new At(run, started, disk, actor, before);
  }

  /** All points of the history that goes well from there. */
  private List<At> path(At from) throws IOException {
    List<At> path = new ArrayList<>();
    Optional<At> at = Optional.of(from);
    while (at.isPresent() && violated.isEmpty()) {
      check(at.get());
      path.add(at.get());
      Moves.Move move = moves.of(at.get().disk(), at.get().actor());
      at = after(at.get(), move.disk(), move.actor());
    }
    return path;
  }

  /** The next call; empty at the end of the history. */
  private Optional<At> after(At at, int disk, int actor) throws IOException {
    At after = new At(at.run(), at.started(), disk, actor, at.before());
    if (actors.hasNext(actor)) {
      return Optional.of(after);
    }
    check(after);
    List<Integer> before = new ArrayList<>(at.before());
    before.add(actor);
    if (hasLanded(actors.said(actor))) {
      return at.run() + 1 == RUNS
          ? Optional.empty()
          : Optional.of(start(at.run() + 1, 0, disk, before));
    }
    if (at.started() == RESTARTS) {
      violate(List.of("AFreshRunFinishes: it has not after " + RESTARTS + " restarts"));
      return Optional.empty();
    }
    return Optional.of(start(at.run(), at.started() + 1, disk, before));
  }

  /** Its own files, or those that it found committed and published first. */
  private static boolean hasLanded(ProcessLog said) {
    return said.words().stream()
        .map(ProcessLog.Word::outcome)
        .anyMatch(outcome -> outcome instanceof Landed || outcome instanceof NothingToCommit);
  }

  private void check(At at) throws IOException {
    int[] processes = new int[at.before().size() + 1];
    for (int i = 0; i < at.before().size(); i++) {
      processes[i] = at.before().get(i);
    }
    processes[at.before().size()] = at.actor();
    violate(facts.violated(at.disk(), processes));
  }

  private void violate(List<String> how) {
    if (violated.isEmpty() && !how.isEmpty()) {
      violated = how;
      history = List.copyOf(faults);
    }
  }

  private Count behind(At from, int most) throws IOException {
    Behind key = new Behind(from, most);
    Count known = counted.get(key);
    if (known != null) {
      return known;
    }
    long singles = 0;
    long pairs = 0;
    List<At> path = path(from);
    for (int i = 0; i < path.size() && most > 0 && violated.isEmpty(); i++) {
      if (faults.isEmpty() && i % 20 == 0) {
        progress.accept(
            "first fault at call %d of %d; %,d pairs".formatted(i + 1, path.size(), pairs));
      }
      for (Fault fault : faults(actors.next(path.get(i).actor()))) {
        faults.add(fault + " where it " + actors.next(path.get(i).actor()).described());
        Optional<At> after = faulted(path.get(i), fault);
        singles++;
        if (after.isPresent() && violated.isEmpty()) {
          pairs += behind(after.get(), most - 1).singles();
        }
        faults.remove(faults.size() - 1);
      }
    }
    Count count = new Count(singles, pairs);
    counted.put(key, count);
    return count;
  }

  /** A call that changes nothing is the same before and after. */
  private static List<Fault> faults(Call call) {
    return call.changes()
        ? Arrays.asList(Fault.values())
        : List.of(Fault.DIE_BEFORE, Fault.FAIL_BEFORE);
  }

  private Optional<At> faulted(At at, Fault fault) throws IOException {
    boolean done = fault == Fault.DIE_AFTER || fault == Fault.FAIL_AFTER;
    boolean dies = fault == Fault.DIE_BEFORE || fault == Fault.DIE_AFTER;
    int disk = done ? moves.of(at.disk(), at.actor()).disk() : at.disk();
    int actor = dies ? actors.after(at.actor(), new Answer.Died()) : moves.failed(at.actor());
    return after(at, disk, actor);
  }
}
