package io.sluice.tracker.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.LedgerDamagedException;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.maintenance.MaintenanceAppend;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.UnreliableStore;
import io.sluice.tracker.store.UnreliableStore.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerIdentityTest {
  private final World world = new World();
  private final Tracker tracker = world.tracker(world.files());

  private String file() {
    return new String(world.files().read("/state/id").orElseThrow(), US_ASCII);
  }

  private Optional<StoredEntry> head() throws IOException {
    new FreshRun(world, world.files(), Dying.ALL).run();
    return tracker.ledger().head();
  }

  @Test
  void anEmptyStateDirectoryIsGivenARandomIdOnce() throws IOException {
    String id = tracker.identity().claim(Optional.empty());

    assertTrue(id.matches("[a-z0-9]{12}"), id);
    assertEquals(id, file());
    assertEquals(id, tracker.identity().claim(Optional.empty()));
    assertNotEquals(
        id,
        new LedgerIdentity(world.files(), new Layout("/elsewhere"), new Random(7))
            .claim(Optional.empty()));
  }

  @Test
  void ofTwoThatBeginAtOnceBothHaveTheSame() throws IOException {
    UnreliableStore slow =
        new UnreliableStore(
            world.files(),
            call -> {
              if (call.equals("read /state/id")) {
                claimByAnother();
              }
            });

    String id = new LedgerIdentity(slow, world.layout(), new Random(8)).claim(Optional.empty());

    assertEquals(file(), id);
  }

  private void claimByAnother() {
    try {
      new LedgerIdentity(world.files(), world.layout(), new Random(9)).claim(Optional.empty());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPutWhoseAnswerWasLostIsFoundByTheNextRun() throws IOException {
    UnreliableStore store = new UnreliableStore(world.files());
    store.fail(2, Fault.FAIL_AFTER);
    store.fail(3, Fault.FAIL_AFTER);
    LedgerIdentity identity = new LedgerIdentity(store, world.layout(), new Random(8));

    assertThrows(IOException.class, () -> identity.claim(Optional.empty()));

    assertEquals(file(), tracker.identity().claim(Optional.empty()));
  }

  @Test
  void anIdThatIsMissingBesideALedgerIsPutAgainAsTheEntriesSay() throws IOException {
    assertEquals(TestPlans.LEDGER_ID, tracker.identity().claim(head()));

    assertEquals(TestPlans.LEDGER_ID, file());
  }

  @Test
  void anIdOfAnotherLedgerIsRefused() throws IOException {
    world.files().putIfAbsent("/state/id", "another".getBytes(US_ASCII));
    Optional<StoredEntry> head = head();

    LedgerDamagedException refused =
        assertThrows(LedgerDamagedException.class, () -> tracker.identity().claim(head));

    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith(
                "Cannot use the ledger: its entries are of ledger "
                    + TestPlans.LEDGER_ID
                    + ", and /state/id is of ledger another"),
        refused.getMessage());
  }

  @Test
  void whoOnlyLooksMakesNone() throws IOException {
    assertEquals(Optional.empty(), tracker.identity().known(Optional.empty()));

    assertEquals(List.of(), world.files().list("/state"));
  }

  @Test
  void aLedgerOfMaintenanceOfAnotherIdIsNotAppendedTo() throws IOException {
    StoredEntry head = head().orElseThrow();
    MaintenanceAppend append =
        new MaintenanceAppend(tracker.maintenance(), new Author(world.clock(), "test", "me"));
    append.append(
        head.entry().header(),
        "act",
        header ->
            new Acknowledge(
                new EntryHeader(
                    header.ingestion(),
                    "another",
                    header.version(),
                    header.runId(),
                    0,
                    "test",
                    "me",
                    "cluster",
                    "file:///",
                    ""),
                "why",
                List.of(),
                List.of(),
                0));

    assertThrows(IOException.class, () -> again(append, head));
  }

  private static Object again(MaintenanceAppend append, StoredEntry head) throws IOException {
    return append.append(
        head.entry().header(),
        "again",
        header -> new Acknowledge(header, "why", List.of(), List.of(), 0));
  }
}
