package io.sluice.proof.replay;

import io.sluice.proof.replay.ProcessLog.Word;
import io.sluice.tracker.commit.Invariants;
import io.sluice.tracker.commit.RunOutcome.NotKnown;
import io.sluice.tracker.commit.RunOutcome.NotPublished;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the invariants against a disk and what processes have said; each such state only once. */
public final class Facts {
  /** The facts about one process that the invariants need. */
  private record Reported(Optional<Plan> plan, List<Word> words, Map<String, Content> closed) {}

  /** States whether calls of the store may fail. */
  public enum Store {
    HEALTHY,
    FAILING
  }

  private static final Reported NOTHING = new Reported(Optional.empty(), List.of(), Map.of());

  private final Map<KafkaPartition, Long> log;
  private final Actors actors;
  private final Disks disks;
  private final Store store;
  private final Processes processes;
  private final List<Reported> ofProcesses = new ArrayList<>(List.of(NOTHING));
  private final Map<Reported, Integer> numbers = new HashMap<>(Map.of(NOTHING, 0));

  /** Number of what each process in each state has reported, plus one. */
  private int[] ofActor = new int[1 << 10];

  private final Set<List<Integer>> seen = new HashSet<>();
  private final Set<Integer> gone = new HashSet<>();

  /** Concurrency of the processes. */
  public enum Processes {
    ONE_AFTER_THE_OTHER,
    AT_ONCE
  }

  /** Knows nothing yet. */
  public Facts(
      Map<KafkaPartition, Long> log, Actors actors, Disks disks, Store store, Processes processes) {
    this.log = log;
    this.processes = processes;
    this.store = store;
    this.actors = actors;
    this.disks = disks;
  }

  /**
   * The violated invariants, by name; there should be none.
   *
   * @param processes states of processes, some of which may not have begun
   */
  public List<String> violated(int disk, int... processes) throws IOException {
    List<Integer> key = new ArrayList<>();
    for (int process : processes) {
      if (process >= 0) {
        Optional<String> defect = actors.defect(process);
        if (defect.isPresent()) {
          return List.of("NoDefect: " + defect.get());
        }
        int number = number(process);
        if (ofProcesses.get(number).words().stream().anyMatch(this::isLoud)) {
          return List.of("AFreshRunFinishes: it stops loudly, " + ofProcesses.get(number).words());
        }
        key.add(number);
      }
    }
    key.sort(null);
    key.add(disk);
    if (!seen.add(key)) {
      return List.of();
    }
    World world = world(key);
    return gone.add(disk) ? Invariants.violatedNowOrLater(world) : Invariants.violated(world);
  }

  /**
   * Nobody has a reason for such a word where the store answers; and nobody takes a staged file
   * away here, whatever the store answers.
   */
  private boolean isLoud(Word word) {
    if (store == Store.HEALTHY) {
      return word.outcome() instanceof NotPublished || word.outcome() instanceof NotKnown;
    }
    return word.outcome() instanceof NotPublished stopped && stopped.why().contains(" is neither ");
  }

  private int number(int process) {
    if (process >= ofActor.length) {
      ofActor = Arrays.copyOf(ofActor, process * 2);
    }
    if (ofActor[process] == 0) {
      ProcessLog said = actors.said(process);
      Reported facts = new Reported(said.planned(), said.words(), actors.closed(process));
      ofActor[process] = numbers.computeIfAbsent(facts, this::added) + 1;
    }
    return ofActor[process] - 1;
  }

  private int added(Reported facts) {
    ofProcesses.add(facts);
    return ofProcesses.size() - 1;
  }

  /** Number of different states that were held against the invariants. */
  public int count() {
    return seen.size();
  }

  private World world(List<Integer> key) {
    World world = World.of(log);
    if (processes == Processes.ONE_AFTER_THE_OTHER) {
      world.withoutZombies();
    }
    disks
        .disk(key.get(key.size() - 1))
        .files()
        .forEach((path, content) -> world.files().putIfAbsent(path, content.bytes()));
    for (int each : key.subList(0, key.size() - 1)) {
      Reported facts = ofProcesses.get(each);
      facts.plan().ifPresent(world::planned);
      facts.words().forEach(word -> world.ended(word.runId(), word.outcome()));
      facts
          .closed()
          .forEach(
              (staged, content) -> {
                world.done("close " + staged);
                world.remember(staged, content.bytes());
              });
    }
    return world;
  }
}
