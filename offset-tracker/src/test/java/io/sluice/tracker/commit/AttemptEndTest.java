package io.sluice.tracker.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.store.UnreliableStore;
import io.sluice.tracker.store.UnreliableStore.Fault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptEndTest {
  private final World world = new World();
  private final UnreliableStore store = new UnreliableStore(world.files, world::done);
  private final FreshRun run = new FreshRun(world, store, Dying.ALL);

  @AfterEach
  void everyInvariantHolds() throws IOException {
    assertEquals(List.of(), Invariants.violatedNowOrLater(world));
  }

  private List<String> staged() {
    return world.files.paths().stream().filter(path -> path.endsWith(".staged")).toList();
  }

  /** The call of that number from here on gets a fault. */
  private void fail(int call, Fault fault) {
    store.fail(store.calls().size() + call, fault);
  }

  @Test
  void anAttemptThatFailsBeforeItsManifestDeletesWhatItStaged() throws IOException {
    Plan plan = run.plan();
    fail(4, Fault.FAIL_BEFORE); // the close of its second file

    assertThrows(IOException.class, () -> run.attempt(new TestTask(plan, 2, "0")));

    assertEquals(List.of(), staged());
  }

  @Test
  void theFilesOfOtherAttemptsStay() throws IOException {
    Plan plan = run.plan();
    run.attempt(new TestTask(plan, 2, "0"));
    List<String> before = staged();
    fail(4, Fault.FAIL_BEFORE);

    assertThrows(IOException.class, () -> run.attempt(new TestTask(plan, 2, "1")));

    assertEquals(before, staged());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FAIL_BEFORE", "FAIL_AFTER"})
  void onceThePutOfItsManifestWasTriedNothingIsDeletedWhateverWasAnswered(Fault fault)
      throws IOException {
    Plan plan = run.plan();
    fail(5, fault);

    assertThrows(IOException.class, () -> run.attempt(new TestTask(plan, 2, "0")));

    assertTrue(store.calls().get(store.calls().size() - 1).startsWith("put "), "the last call");
    assertEquals(2, staged().size());
  }

  @Test
  void aManifestWhoseAnswerWasLostLandsAllTheSame() throws IOException {
    Plan plan = run.plan();
    run.attempt(new TestTask(plan, 0, "0"));
    run.attempt(new TestTask(plan, 1, "0"));
    fail(5, Fault.FAIL_AFTER);
    assertThrows(IOException.class, () -> run.attempt(new TestTask(plan, 2, "0")));

    RunOutcome.Landed landed =
        assertInstanceOf(RunOutcome.Landed.class, run.end(plan, JobEnd.ENDED));

    assertEquals(List.of(), landed.left());
  }

  @Test
  void whatCannotBeDeletedIsLeftToTheCollectorAndTheFailureStaysTheFirst() throws IOException {
    Plan plan = run.plan();
    fail(4, Fault.FAIL_BEFORE);
    fail(5, Fault.FAIL_BEFORE);
    fail(6, Fault.FAIL_BEFORE);

    IOException failure =
        assertThrows(IOException.class, () -> run.attempt(new TestTask(plan, 2, "0")));

    assertEquals(2, failure.getSuppressed().length);
  }

  @Test
  void anAttemptThatMeetsAFullDiskMakesRoomAndTheNextRunLandsItAll() throws IOException {
    Plan plan = run.plan();
    run.attempt(new TestTask(plan, 0, "0"));
    UnreliableStore full = new UnreliableStore(world.files, world::done);
    FreshRun onAFullDisk = new FreshRun(world, full, Dying.ALL);
    full.fillDisk();

    IOException failure =
        assertThrows(IOException.class, () -> onAFullDisk.attempt(new TestTask(plan, 2, "0")));

    assertEquals("No space left on device", failure.getMessage());
    assertEquals(1, staged().size(), "what the manifest of the other task names");
  }
}
