package io.sluice.tracker.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.ledger.AppendAnswer.AlreadyCommitted;
import io.sluice.tracker.ledger.AppendAnswer.Committed;
import io.sluice.tracker.ledger.AppendAnswer.Conflict;
import io.sluice.tracker.ledger.AppendAnswer.Fenced;
import io.sluice.tracker.ledger.AppendAnswer.Unknown;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.ManualClock;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.UnreliableStore;
import io.sluice.tracker.store.UnreliableStore.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final ManualClock clock = new ManualClock();
  private final RetryPolicy retryPolicy = new RetryPolicy(clock, TIMEOUT, clock);
  private final MemoryStore memory = new MemoryStore(clock);
  private final UnreliableStore store = new UnreliableStore(memory);
  private final Layout layout = new Layout("/state");
  private final Ledger ledger = new Ledger(store, layout, "web", retryPolicy);

  private static EntryHeader header(long version, String runId, String previous) {
    return new EntryHeader(
        "web", "ledger", version, runId, 0, "test", "me", "cluster", "file:///", previous);
  }

  private static Entry ingest(long version, String runId, String previous) {
    return new Ingest(header(version, runId, previous), OffsetState.EMPTY, List.of());
  }

  private StoredEntry appended(long version, String runId, String previous) {
    AppendAnswer answer = ledger.append(ingest(version, runId, previous));
    return assertInstanceOf(Committed.class, answer).entry();
  }

  @Test
  void anEmptyLedgerHasNoHead() throws IOException {
    assertEquals(Optional.empty(), ledger.head());
  }

  @Test
  void theHeadIsTheLastEntryByNumber() throws IOException {
    String previous = "";
    for (int version = 1; version <= 11; version++) {
      previous = appended(version, "run" + version, previous).checksum();
    }

    assertEquals(11, ledger.head().orElseThrow().version());
  }

  @Test
  void anotherRunsEntryIsAConflict() {
    StoredEntry first = appended(1, "a", "");

    assertEquals(new Conflict(first), ledger.append(ingest(1, "b", "")));
  }

  @Test
  void theRunsOwnEntryWithOtherContentIsTheTruth() {
    StoredEntry first = appended(1, "a", "");
    Entry other = new Reset(header(1, "a", ""), OffsetState.EMPTY, "other");

    assertEquals(new AlreadyCommitted(first), ledger.append(other));
  }

  @Test
  void theSameEntryAgainIsCommitted() {
    StoredEntry first = appended(1, "a", "");

    assertEquals(new Committed(first), ledger.append(ingest(1, "a", "")));
  }

  @Test
  void aFenceClosesTheVersionToItsRunAndIsAConflictToOthers() {
    Fence fence = new Fence(header(1, "act", ""), OffsetState.EMPTY, "a", "left behind");
    assertInstanceOf(Committed.class, ledger.append(fence));

    assertInstanceOf(Fenced.class, ledger.append(ingest(1, "a", "")));
    assertInstanceOf(Conflict.class, ledger.append(ingest(1, "b", "")));
  }

  @Test
  void aPutThatWasDoneAndAnsweredByAnErrorIsCommitted() {
    store.fail(1, Fault.FAIL_AFTER);

    assertInstanceOf(Committed.class, ledger.append(ingest(1, "a", "")));
  }

  @Test
  void aPutThatWasNotDoneIsTriedAgain() {
    store.fail(1, Fault.FAIL_BEFORE);

    assertInstanceOf(Committed.class, ledger.append(ingest(1, "a", "")));
  }

  @Test
  void aStoreThatNeverAnswersIsAskedUntilThePatienceEnds() {
    store.failAlways();

    Unknown unknown = assertInstanceOf(Unknown.class, ledger.append(ingest(1, "a", "")));

    assertEquals(TIMEOUT, clock.waited(), "waited");
    assertEquals(
        "Cannot determine whether /state/ledger/1 is there: java.io.IOException: no answer. The next run"
            + " finds out.",
        unknown.why());
  }

  @Test
  void aFullDiskIsNamedAndLoggedOnceAMinute() {
    store.fillDisk();

    Unknown unknown = assertInstanceOf(Unknown.class, ledger.append(ingest(1, "a", "")));

    assertEquals(
        "Cannot determine whether /state/ledger/1 is there: java.io.IOException: No space left on device."
            + " Make room on the disk that it lies on; the next run finds out.",
        unknown.why());
    RetryPolicy.Tries tries = retryPolicy.begin();
    int logged = 0;
    int tried = 0;
    do {
      tried++;
      logged += tries.isToBeLogged() ? 1 : 0;
    } while (tries.again());
    assertTrue(tried > 100, () -> "a try every five seconds");
    assertTrue(logged <= 11, () -> "the first and one a minute");
  }

  @Test
  void anInterruptEndsTheWaitingWithoutAnAnswer() {
    store.failAlways();
    Thread.currentThread().interrupt();
    clock.heedInterrupts();

    assertInstanceOf(Unknown.class, ledger.append(ingest(1, "a", "")));

    assertEquals(true, Thread.interrupted(), "the flag stays for the caller");
  }

  @Test
  void anEntryBelowTheHeadCountsIfTheChainReachesIt() throws IOException {
    StoredEntry first = appended(1, "a", "");
    StoredEntry second = appended(2, "b", first.checksum());
    appended(3, "c", second.checksum());

    assertEquals(new VersionStatus.Counts(first), ledger.standing(1));
  }

  @Test
  void anEntryThatComesWithAnotherBehindItBetweenTwoLooksCounts() throws IOException {
    UnreliableStore watched =
        new UnreliableStore(
            memory,
            call -> {
              if (call.equals("read " + layout.entry(1)) && memory.paths().isEmpty()) {
                StoredEntry first = appended(1, "a", "");
                appended(2, "b", first.checksum());
              }
            });

    VersionStatus standing = new Ledger(watched, layout, "web", retryPolicy).standing(1);

    assertEquals(new VersionStatus.Counts(ledger.entry(1).orElseThrow()), standing);
  }

  @Test
  void whatALateWriterPutsIntoAFreedVersionDoesNotCount() {
    StoredEntry first = appended(1, "a", "");
    StoredEntry second = appended(2, "b", first.checksum());
    appended(3, "c", second.checksum());
    memory.delete(layout.entry(1));

    assertInstanceOf(Unknown.class, ledger.append(ingest(1, "late", "")));
  }

  @Test
  void aVersionThatWasLetGoIsNotFree() throws IOException {
    StoredEntry first = appended(1, "a", "");
    appended(2, "b", first.checksum());
    memory.delete(layout.entry(1));

    assertInstanceOf(VersionStatus.OffChain.class, ledger.standing(1));
  }

  @Test
  void anEditedEntryDoesNotCount() throws IOException {
    StoredEntry first = appended(1, "a", "");
    appended(2, "b", first.checksum());
    memory.delete(layout.entry(1));
    memory.putIfAbsent(layout.entry(1), EntryCodec.write(ingest(1, "a", "edited")));

    assertInstanceOf(VersionStatus.OffChain.class, ledger.standing(1));
  }

  @Test
  void theLedgerOfAnotherIngestionIsRefused() {
    appended(1, "a", "");
    Ledger other = new Ledger(store, layout, "other", retryPolicy);

    ForeignLedgerException refused = assertThrows(ForeignLedgerException.class, other::head);

    assertEquals(
        "Cannot use state directory /state for ingestion 'other': its ledger is that of ingestion"
            + " 'web'. Set name=web, or another state.dir.",
        refused.getMessage());
  }

  @Test
  void anEntryUnderAnotherNumberIsDamage() {
    memory.putIfAbsent(layout.entry(2), EntryCodec.write(ingest(1, "a", "")));

    LedgerDamagedException damaged = assertThrows(LedgerDamagedException.class, ledger::head);

    assertEquals(
        "Cannot use ledger entry /state/ledger/2: it says that it is version 1. Restore the state"
            + " directory, then check it with 'verify'.",
        damaged.getMessage());
  }

  @Test
  void aftermarksCountTheHighest() throws IOException {
    AfterMarks marks = new AfterMarks(store, layout);
    marks.mark("hive", 9);
    marks.mark("hive", 10);
    marks.mark("hive", 8);

    assertEquals(10, marks.doneUpTo("hive"));
    assertEquals(0, marks.doneUpTo("mirror"));
  }
}
