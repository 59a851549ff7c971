package io.sluice.tracker.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.store.UnreliableStore;
import io.sluice.tracker.store.UnreliableStore.Death;
import io.sluice.tracker.store.UnreliableStore.Fault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Enumerated crashes: at each store call of two runs that go well, each fault, then a restart; and
 * every invariant holds.
 */
class CrashTest {
  /** As many restarts as anybody needs after a fault or two. */
  private static final int RESTARTS = 5;

  /** Two runs, with new records before the second. */
  private static void history(World world, UnreliableStore store, Dying dying) throws IOException {
    oneRun(world, store, dying);
    world.appendEverywhere();
    oneRun(world, store, dying);
  }

  /** Starts runs, as cron does, until one ends; the first after a fault finds the pieces. */
  private static void oneRun(World world, UnreliableStore store, Dying dying) throws IOException {
    for (int i = 0; i < RESTARTS; i++) {
      try {
        if (new FreshRun(world, store, dying).run() instanceof Landed) {
          return;
        }
      } catch (Death | IOException e) {
        // The client is gone or has stopped; the next one starts from what stands.
      }
      List<String> violated = Invariants.violatedNowOrLater(world);
      assertEquals(List.of(), violated, () -> "after " + store.calls());
    }
  }

  @Test
  void twoRunsThatGoWellKeepEveryInvariantAfterEveryCall() throws IOException {
    World world = new World();
    UnreliableStore store =
        new UnreliableStore(
            world.files,
            call -> {
              world.done(call);
              try {
                assertEquals(List.of(), Invariants.violatedNowOrLater(world), call);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    history(world, store, Dying.ALL);

    assertEquals(2, world.words.size());
    world.words.forEach(word -> assertInstanceOf(Landed.class, word.outcome()));
    assertTrue(
        world.files.paths().stream().noneMatch(path -> path.contains("/.sluice-staging/web/0")),
        () -> "collected: " + world.files.paths());
  }

  private static int calls() throws IOException {
    World world = new World();
    UnreliableStore store = new UnreliableStore(world.files, world::done);
    history(world, store, Dying.ALL);
    return store.calls().size();
  }

  @ParameterizedTest
  @EnumSource
  void aFaultAtAnyCallWithAllThatRunsDyingIsHarmless(Fault fault) throws IOException {
    faultAtEveryCall(fault, Dying.ALL);
  }

  @ParameterizedTest
  @EnumSource
  void aFaultAtAnyCallWithOneProcessDyingIsHarmless(Fault fault) throws IOException {
    faultAtEveryCall(fault, Dying.ONE_PROCESS);
  }

  private static void faultAtEveryCall(Fault fault, Dying dying) throws IOException {
    int calls = calls();
    assertTrue(calls > 50, () -> "only " + calls + " calls");
    for (int call = 1; call <= calls; call++) {
      World world = new World();
      UnreliableStore store = new UnreliableStore(world.files, world::done);
      store.fail(call, fault);

      history(world, store, dying);

      int at = call;
      assertEquals(
          List.of(),
          Invariants.violatedNowOrLater(world),
          () -> fault + " at call " + at + " of " + store.calls());
    }
  }
}
