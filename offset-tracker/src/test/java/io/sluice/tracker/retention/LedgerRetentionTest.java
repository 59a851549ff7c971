package io.sluice.tracker.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.json.Field;
import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.NewerFormatException;
import io.sluice.tracker.json.RecordForm;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.retention.Digest.Covered;
import io.sluice.tracker.retention.Digest.Life;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.UnreliableStore;
import io.sluice.tracker.store.UnreliableStore.Death;
import io.sluice.tracker.store.UnreliableStore.Fault;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Kind;
import io.sluice.tracker.verify.StoreContents;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerRetentionTest {
  private static final int RUNS = 6;

  private final World world = sixRuns();
  private final MemoryStore store = world.files();
  private final Tracker tracker = world.tracker(store);

  private static World sixRuns() {
    World world = new World();
    try {
      for (int run = 0; run < RUNS; run++) {
        new FreshRun(world, world.files(), Dying.ALL).run();
        world.appendEverywhere();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return world;
  }

  private static List<Kind> kinds(World world) throws IOException {
    VerifyReport report =
        world
            .tracker(world.files())
            .shallowVerify()
            .verify(List.of(), new StoreContents(world.files()));
    return report.findings().stream().map(Finding::kind).distinct().toList();
  }

  @Test
  void theOldestEntriesGoAndADigestSaysWhatTheySaid() throws IOException {
    long files = count(world);

    assertEquals(4, tracker.retention().retain(2));

    assertEquals(List.of(5L, 6L), tracker.ledger().versions());
    assertEquals(List.of(), kinds(world));
    assertEquals(files, count(world), "verify counts as many files as before");
    Digest digest = new Digests(store, world.layout()).current();
    assertEquals(4, digest.upTo());
    assertEquals(
        new Covered(0, 70, 70, 0, 0),
        digest.covered().get(new Life(new KafkaPartition("orders", 0), 0)));
    assertFalse(store.paths().contains(world.layout().publishedMark(4)));
  }

  private static long count(World world) throws IOException {
    return world
        .tracker(world.files())
        .shallowVerify()
        .verify(List.of(), new StoreContents(world.files()))
        .files();
  }

  @Test
  void whoListedTheLedgerBeforeAnothersDigestLeavesNoEntryWithoutItsMark() throws IOException {
    List<String> listed = new ArrayList<>();
    UnreliableStore slow =
        new UnreliableStore(
            store,
            call -> {
              if (call.equals("list " + world.layout().ledger()) && listed.isEmpty()) {
                listed.add(call);
                threeRunsAndADigest();
              }
            });

    world.tracker(slow).retention().retain(2);

    for (long version : tracker.ledger().versions()) {
      assertTrue(tracker.publishedMarks().checksum(version).isPresent(), "version " + version);
    }
  }

  /** By others, of whom the one who writes the digest dies before it deletes. */
  private void threeRunsAndADigest() {
    UnreliableStore dying =
        new UnreliableStore(
            store,
            call -> {
              if (call.startsWith("put /state/digests/")) {
                throw new IllegalStateException("dead");
              }
            });
    try {
      for (int run = 0; run < 3; run++) {
        new FreshRun(world, store, Dying.ALL).run();
        world.appendEverywhere();
      }
      assertThrows(IllegalStateException.class, () -> world.tracker(dying).retention().retain(2));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLaterDigestTakesTheEarlierOnesPlace() throws IOException {
    tracker.retention().retain(4);
    tracker.retention().retain(2);

    assertEquals(List.of(), kinds(world));
    assertTrue(store.paths().contains(world.layout().digest(4)));
    assertFalse(store.paths().contains(world.layout().digest(2)));
  }

  @Test
  void theHeadStays() throws IOException {
    tracker.retention().retain(0);

    assertEquals(List.of(6L), tracker.ledger().versions());
    assertEquals(List.of(), kinds(world));
    new FreshRun(world, store, Dying.ALL).run();
    assertEquals(List.of(), kinds(world));
  }

  @Test
  void whatAStepHasNotDoneStays() throws IOException {
    tracker.afterMarks().mark("hive", 5);
    tracker.afterMarks().mark("mirror", 1);

    tracker.retention().retain(1);

    assertEquals(List.of(2L, 3L, 4L, 5L, 6L), tracker.ledger().versions());
  }

  @Test
  void aTenthMoreMayWait() throws IOException {
    for (int run = 0; run < 10; run++) {
      new FreshRun(world, store, Dying.ALL).run();
      world.appendEverywhere();
    }

    assertEquals(0, tracker.retention().retain(15));
    assertEquals(0, new Digests(store, world.layout()).current().upTo());
    new FreshRun(world, store, Dying.ALL).run();
    assertEquals(2, tracker.retention().retain(15));
  }

  @Test
  void aBrokenChainIsKeptForVerifyToReport() throws IOException {
    store.delete(world.layout().entry(2));

    tracker.retention().retain(2);

    assertEquals(1, new Digests(store, world.layout()).current().upTo());
    assertTrue(kinds(world).contains(Kind.MISSING_ENTRY));
  }

  @Test
  void whatALateWriterPutsIntoAFreedVersionGoes() throws IOException {
    tracker.retention().retain(2);
    byte[] head = store.read(world.layout().entry(6)).orElseThrow();
    store.putIfAbsent(world.layout().entry(3), head);

    tracker.retention().retain(2);

    assertEquals(List.of(5L, 6L), tracker.ledger().versions());
  }

  @Test
  void aMissingFileOfAnEntryThatWentIsFound() throws IOException {
    tracker.retention().retain(2);
    String path =
        store.paths().stream()
            .filter(each -> each.contains("/orders/dt="))
            .findFirst()
            .orElseThrow();
    store.delete(path);

    assertEquals(List.of(Kind.MISSING_FILE), kinds(world));
  }

  @Test
  void aByteOfAnEntryThatWentIsFoundByThoseWhoReadBytes() throws IOException {
    tracker.retention().retain(2);
    String path =
        store.paths().stream()
            .filter(each -> each.contains("/orders/dt="))
            .findFirst()
            .orElseThrow();
    StoreContents deep =
        new StoreContents(store) {
          @Override
          public boolean readsBytes() {
            return true;
          }
        };
    assertEquals(List.of(), tracker.shallowVerify().verify(List.of(), deep).findings());
    byte[] content = store.read(path).orElseThrow();
    content[3] ^= 1;
    store.delete(path);
    store.putIfAbsent(path, content);

    assertEquals(List.of(), kinds(world));
    assertEquals(
        List.of(Kind.OTHER_CONTENT),
        tracker.shallowVerify().verify(List.of(), deep).findings().stream()
            .map(Finding::kind)
            .toList());
  }

  @Test
  void entriesThatGoWhileOneVerifiesAreNotMissed() throws IOException {
    List<String> heads = new ArrayList<>();
    UnreliableStore meanwhile =
        new UnreliableStore(
            store,
            call -> {
              if (call.equals("read " + world.layout().entry(6)) && heads.isEmpty()) {
                heads.add(call);
                retain();
              }
            });

    VerifyReport report =
        world.tracker(meanwhile).shallowVerify().verify(List.of(), new StoreContents(store));

    assertEquals(1, heads.size());
    assertEquals(List.of(), report.findings());
  }

  private void retain() {
    try {
      assertEquals(4, tracker.retention().retain(2));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTimePartitionOfEntriesThatWentIsDroppedAndAccepted() throws IOException {
    StoreContents contents = new StoreContents(store);
    tracker.retention().retain(2);
    store.delete("/data/clicks/dt=2026-11-21");

    assertEquals(List.of(Kind.DROPPED_TIME_PARTITION), kinds(world));
    tracker
        .acceptance()
        .accept(
            tracker.acceptance().look(List.of("/data/clicks"), "dt=2026-11-21", contents),
            "too old",
            "act",
            contents);
    assertEquals(List.of(Kind.ACCEPTED_CHANGE), kinds(world));
    assertTrue(tracker.shallowVerify().verify(List.of(), contents).gone() > 0);
  }

  @Test
  void tornTemporaryFilesGoAfterADay() throws IOException {
    store.putIfAbsent("/state/runs/.tmp/old", new byte[3]);
    world.clock().pass(Duration.ofDays(1));
    store.putIfAbsent("/state/runs/.tmp/young", new byte[3]);

    tracker.retention().retain(100);

    assertFalse(store.paths().contains("/state/runs/.tmp/old"));
    assertTrue(store.paths().contains("/state/runs/.tmp/young"));
  }

  private record Newer(long upTo) {}

  @Test
  void aNewerDigestIsRefused() {
    store.putIfAbsent(
        world.layout().digest(3),
        JsonFile.gzip(2, RecordForm.of(Newer.class, Field.number("upTo"))).write(new Newer(3)));

    NewerFormatException refused =
        assertThrows(NewerFormatException.class, () -> tracker.retention().retain(2));

    assertEquals(
        "Cannot read /state/digests/3: it has format 2, this Sluice knows formats up to 1. Use the"
            + " Sluice that wrote it, or a newer one.",
        refused.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void itMayBreakOffAnywhere(Fault fault) throws IOException {
    int call = 0;
    boolean whole = false;
    while (!whole) {
      call++;
      World each = sixRuns();
      List<String> unsound = new ArrayList<>();
      UnreliableStore unreliable =
          new UnreliableStore(
              each.files(),
              done -> {
                try {
                  if (!kinds(each).isEmpty()) {
                    unsound.add(done + ": " + kinds(each));
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      unreliable.fail(call, fault);
      try {
        each.tracker(unreliable).retention().retain(2);
        whole = unreliable.calls().size() < call;
      } catch (Death | IOException e) {
        assertTrue(unreliable.calls().size() >= call);
      }
      assertEquals(List.of(), unsound);
      new FreshRun(each, each.files(), Dying.ALL).run();
      each.tracker(each.files()).retention().retain(2);
      assertEquals(List.of(), kinds(each), fault + " at " + call);
      assertEquals(
          List.of(6L, 7L), each.tracker(each.files()).ledger().versions(), fault + " at " + call);
    }
    assertTrue(call > 20, "only " + call);
  }

  @Test
  void theHeadStaysWhereADigestOfALaterLedgerStands() throws IOException {
    tracker.retention().retain(2);
    World older = sixRuns();
    for (long version = 5; version <= RUNS; version++) {
      older.files().delete(older.layout().entry(version));
      older.files().delete(older.layout().publishedMark(version));
    }
    String digest = world.layout().digest(4);
    older.files().putIfAbsent(digest, store.read(digest).orElseThrow());

    assertEquals(0, older.tracker(older.files()).retention().retain(2));

    assertEquals(List.of(1L, 2L, 3L, 4L), older.tracker(older.files()).ledger().versions());
  }

  @Test
  void whatADigestOfAnotherHistoryCoversByNumberStays() throws IOException {
    store.putIfAbsent(
        world.layout().digest(4),
        DigestCodec.write(new Digest(4, "another history", Map.of(), Map.of())));

    assertEquals(0, tracker.retention().retain(2));

    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), tracker.ledger().versions());
  }
}
