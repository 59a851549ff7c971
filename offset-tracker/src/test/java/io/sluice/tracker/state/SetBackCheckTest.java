package io.sluice.tracker.state;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.store.UnreliableStore;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetBackCheckTest {
  private final World world = new World();
  private final Tracker tracker = world.tracker(world.files());

  @BeforeEach
  void threeRuns() throws IOException {
    for (int run = 0; run < 3; run++) {
      new FreshRun(world, world.files(), Dying.ALL).run();
      world.appendEverywhere();
    }
  }

  private void setBack() {
    world.files().delete(world.layout().entry(3));
  }

  @Test
  void aWholeStateDirectoryPasses() throws IOException {
    new FreshRun(world, world.files(), Dying.ALL).plan();
    tracker.retention().retain(1);
    tracker.afterMarks().mark("hive", 3);

    assertDoesNotThrow(tracker.setBackCheck()::check);
  }

  @Test
  void anEmptyStateDirectoryPasses() {
    World empty = new World();

    assertDoesNotThrow(empty.tracker(empty.files()).setBackCheck()::check);
  }

  @Test
  void aMarkOfAVersionThatTheLedgerHasNotReachedIsFound() {
    setBack();

    LedgerSetBackException found =
        assertThrows(LedgerSetBackException.class, tracker.setBackCheck()::check);

    String message = String.valueOf(found.getMessage());
    assertTrue(
        message.startsWith(
            "Cannot go on with the ledger, whose last version is 2: /state/published/3 is of a"
                + " later version, so the ledger was set back"),
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"digests/3", "runs/3/20261121T110333Z-abcdef/plan.json", "after/hive/3"})
  void soIsWhateverElseIsWrittenOnceAVersionIsReached(String path) {
    setBack();
    world.files().delete(world.layout().publishedMark(3));
    world.files().putIfAbsent("/state/" + path, new byte[0]);

    assertThrows(LedgerSetBackException.class, tracker.setBackCheck()::check);
  }

  @Test
  void aRunThatGoesOnWhileOneLooksIsNoAlarm() {
    UnreliableStore meanwhile =
        new UnreliableStore(
            world.files(),
            call -> {
              if (call.startsWith("list ")) {
                run();
              }
            });

    assertDoesNotThrow(world.tracker(meanwhile).setBackCheck()::check);
  }

  private void run() {
    try {
      new FreshRun(world, world.files(), Dying.ALL).run();
      world.appendEverywhere();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void verifyReportsIt() throws IOException {
    setBack();

    assertTrue(
        tracker.shallowVerify().verify(List.of(), Contents.NONE).findings().stream()
            .anyMatch(
                finding ->
                    finding.kind() == Finding.Kind.LEDGER_SET_BACK
                        && finding.message().contains("/state/published/3")));
  }

  @Test
  void verifyReportsTheMarkOfAnotherEntryBelowTheHead() throws IOException {
    world.files().delete(world.layout().publishedMark(2));
    world.files().putIfAbsent(world.layout().publishedMark(2), new byte[] {'x'});

    assertEquals(
        List.of(Finding.Kind.LEDGER_SET_BACK),
        tracker.shallowVerify().verify(List.of(), Contents.NONE).findings().stream()
            .map(Finding::kind)
            .toList());
  }
}
