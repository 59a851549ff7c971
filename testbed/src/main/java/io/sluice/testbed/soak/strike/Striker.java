package io.sluice.testbed.soak.strike;

import io.sluice.testbed.hadoop.Container;
import io.sluice.testbed.ingestion.LedgerEntry;
import io.sluice.testbed.soak.plan.Moment;
import io.sluice.testbed.soak.plan.Strike;
import io.sluice.testbed.soak.plan.Victim;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Waits for a moment of the protocol, kills, and looks what stands. */
final class Striker {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration AFTER_RESTART = Duration.ofSeconds(60);
  private static final Duration LONGEST_DELAY = Duration.ofMillis(1500);

  /** Publishing takes a few hundred milliseconds. */
  private static final Duration LOOK = Duration.ofMillis(4);

  private final StrikeScene scene;
  private final Victims victims;
  private final Random random;
  private final long begun;

  Striker(StrikeScene scene, Victims victims, Random random, long begun) {
    this.scene = scene;
    this.victims = victims;
    this.random = random;
    this.begun = begun;
  }

  /**
   * Kills, unless the moment does not come or has passed.
   *
   * @param before how many files had moved after the strike before
   */
  Optional<Kill> strike(Strike strike, CommitWatcher sight, Process client, int before)
      throws IOException, InterruptedException {
    if (!await(strike.moment(), sight, client, before)) {
      return Optional.empty();
    }
    if (strike.moment() == Moment.TASKS_RUN) {
      // Anywhere between a task's first class and its last record.
      Thread.sleep(random.nextLong(LONGEST_DELAY.toMillis()));
    }
    Optional<String> what = victims.kill(strike.victim(), client);
    if (what.isEmpty()) {
      return Optional.empty();
    }
    Duration at = Duration.ofNanos(System.nanoTime() - begun);
    Step step = look(sight);
    return Optional.of(new Kill(at, countedAs(strike.victim(), step), what.get(), step));
  }

  /** Whether the moment has come; not if it cannot come any more. */
  private boolean await(Moment moment, CommitWatcher sight, Process client, int before)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<LedgerEntry> entry = Optional.empty();
    for (long looks = 1; System.nanoTime() < deadline; looks++) {
      try {
        if (moment == Moment.TASKS_RUN) {
          if (sight.state().hasEntry(sight.version())) {
            return false;
          }
          if (runs(Container.Kind.TASK)) {
            return true;
          }
        } else if (sight.state().hasMark(sight.version())) {
          return moment == Moment.PUBLISHED;
        } else if (moment.insidePublish()) {
          if (entry.isEmpty() && sight.state().hasEntry(sight.version())) {
            entry = Optional.of(sight.state().entry(sight.version()));
          }
          if (entry.isPresent() && hasCome(moment, sight, entry.get(), before)) {
            return true;
          }
        } else if (sight.state().hasEntry(sight.version())) {
          if (moment != Moment.PUBLISHED) {
            return false;
          }
        } else if (isEarlyMoment(moment, sight)) {
          return true;
        }
      } catch (IOException e) {
        // The NameNode is away; it comes back.
        Thread.sleep(LOOK.toMillis());
      }
      if (looks % 100 == 0 && !client.isAlive() && scene.hadoop().containers().isEmpty()) {
        return false;
      }
      Thread.sleep(LOOK.toMillis());
    }
    return false;
  }

  private static boolean hasCome(Moment moment, CommitWatcher sight, LedgerEntry entry, int before)
      throws IOException {
    int moved = moment == Moment.ENTRY_STANDS ? 0 : sight.state().moved(entry);
    return switch (moment) {
      case FILES_MOVE -> moved > 0;
      case MOVED_ON -> moved > before;
      default -> true;
    };
  }

  private static boolean isEarlyMoment(Moment moment, CommitWatcher sight) throws IOException {
    return switch (moment) {
      case PLANNED -> !sight.state().planned(sight.version() - 1).isEmpty();
      case FIRST_MANIFEST -> !sight.state().manifests(sight.version() - 1).isEmpty();
      default -> false;
    };
  }

  /** After a NameNode's death this is what stands when it has come back. */
  private static Step look(CommitWatcher sight) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + AFTER_RESTART.toNanos();
    while (true) {
      try {
        return sight.step();
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(LOOK.toMillis());
      }
    }
  }

  private static Victim countedAs(Victim victim, Step step) {
    if (!victim.isMaster()) {
      return victim;
    }
    if (step instanceof Step.Committed) {
      return Victim.MASTER_DURING_COMMIT;
    }
    return step instanceof Step.Published
        ? Victim.MASTER_AFTER_COMMIT
        : Victim.MASTER_BEFORE_COMMIT;
  }

  private boolean runs(Container.Kind kind) {
    List<Container> containers = scene.hadoop().containers();
    return containers.stream().anyMatch(each -> each.kind() == kind);
  }
}
