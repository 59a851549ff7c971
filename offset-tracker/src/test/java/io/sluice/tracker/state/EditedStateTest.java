package io.sluice.tracker.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.NotPublishedException;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.EntryCodec;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.PlanCodec;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts of the state directory that somebody has edited: refused, or of no effect on files of
 * others. Goes through every string of every file that runs leave, whatever fields these have.
 */
class EditedStateTest {
  private static final List<String> TEXTS =
      List.of(
          "/etc/x",
          "../..",
          "..",
          ".",
          "",
          "/",
          "/etc/",
          "hdfs://elsewhere:8020/etc/x",
          "/data/orders/../../etc/x",
          "a\0b",
          "/etc\n/x",
          "%2e%2e/%2e%2e/etc/x");

  private final StateInUse state = new StateInUse();
  private final Layout layout = state.layout();

  EditedStateTest() throws IOException {}

  @TestFactory
  Stream<DynamicTest> everyStringOfTheStateIsRefusedOrHarmless() throws IOException {
    List<String> paths =
        state.copy().paths().stream().filter(path -> path.startsWith("/state/")).toList();
    return paths.stream().map(path -> DynamicTest.dynamicTest(path, () -> everyStringOf(path)));
  }

  private void everyStringOf(String path) throws IOException {
    byte[] content = state.copy().read(path).orElseThrow();
    List<String> names = EditedTexts.names(content);
    for (int number = 0; number < names.size(); number++) {
      for (String text : TEXTS) {
        String edit = path + names.get(number) + "=" + text;
        byte[] edited = EditedTexts.with(content, number, text);
        boolean ofTheLedger = path.startsWith(layout.ledger() + "/");
        harmless(edit, path, edited, ofTheLedger ? state.unpublished() : state.copy());
      }
    }
  }

  private void harmless(String edit, String path, byte[] edited, MemoryStore store)
      throws IOException {
    replace(store, path, edited);
    chain(store, path);
    MemoryStore before = state.copy();
    before.paths().forEach(before::delete);
    before.addAll(store);
    Tracker tracker = state.tracker(new WatchedStore(store));
    StateInUse.acts(tracker)
        .forEach(
            (name, act) -> {
              try {
                StateInUse.refusal(act);
              } catch (RuntimeException | Error e) {
                throw new AssertionError(edit + ", " + name + ": " + e, e);
              }
            });
    assertEquals(Optional.empty(), state.harm(before, store), edit);
  }

  private static void replace(MemoryStore store, String path, byte[] content) {
    store.delete(path);
    store.putIfAbsent(path, content);
  }

  /** Whoever edits an entry can correct the checksums behind it too. */
  private void chain(MemoryStore store, String edited) throws IOException {
    if (!edited.startsWith(layout.ledger() + "/")) {
      return;
    }
    long version = Long.parseLong(edited.substring(edited.lastIndexOf('/') + 1));
    while (true) {
      String checksum = EntryCodec.checksum(store.read(layout.entry(version)).orElseThrow());
      if (store.read(layout.publishedMark(version)).isPresent()) {
        replace(store, layout.publishedMark(version), checksum.getBytes(US_ASCII));
      }
      version++;
      Optional<byte[]> next = store.read(layout.entry(version));
      if (next.isEmpty()) {
        return;
      }
      replace(
          store,
          layout.entry(version),
          EditedTexts.edited(
              next.get(), (number, name, text) -> name.equals("/previous") ? checksum : text));
    }
  }

  @Test
  void stringsOfEveryKindOfFileAreTried() throws IOException {
    MemoryStore store = state.copy();
    TreeSet<String> names = new TreeSet<>();
    for (String path : store.paths()) {
      if (path.startsWith("/state/")) {
        EditedTexts.names(store.read(path).orElseThrow())
            .forEach(name -> names.add(name.replaceAll("/[0-9]+", "")));
      }
    }

    assertTrue(
        names.containsAll(
            List.of(
                "the text",
                "/files/path",
                "/files/staged",
                "/files/timePartition",
                "/topics/directory",
                "/topics/quarantineDirectory",
                "/directories/path",
                "/changes/path",
                "/added/path",
                "/sources",
                "/attempt",
                "/ledgerId",
                "/runId")),
        names::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/topic", "/timePartition", "/staged", "/path"})
  void anEditedFileOfTheHeadIsRefusedAndNothingIsMoved(String field) throws IOException {
    StoredEntry head = state.head();
    String path = layout.entry(head.version());
    for (String text : TEXTS) {
      if (field.equals("/timePartition") && text.isEmpty()) {
        continue; // tried below
      }
      MemoryStore store = state.unpublished();
      replace(
          store,
          path,
          EditedTexts.edited(
              store.read(path).orElseThrow(),
              (number, name, was) -> name.endsWith("/files/0" + field) ? text : was));
      List<String> before = store.paths();

      UnreadableStateException refused =
          assertThrows(
              UnreadableStateException.class,
              () -> state.tracker(new WatchedStore(store)).recovery().recover(),
              text);

      assertTrue(
          refused.getMessage().startsWith("Cannot use ledger entry " + path + ": its run can have"),
          refused::getMessage);
      assertTrue(
          refused.getMessage().contains("Nothing was moved or deleted"), refused::getMessage);
      assertEquals(before, store.paths());
      assertEquals(Finding.Answer.DAMAGED, answer(store));
    }
  }

  private Finding.Answer answer(MemoryStore store) throws IOException {
    return state
        .tracker(store)
        .shallowVerify()
        .verify(List.of("/data/orders"), Contents.NONE)
        .answer();
  }

  /** Each path is what Sluice computes, in directories that are not the ingestion's. */
  @ParameterizedTest
  @ValueSource(strings = {"/etc", "/data/sub", "/dat", "/data/.quarantine", "/state"})
  void aHeadThatLandsInDirectoriesOfOthersIsNotPublished(String elsewhere) throws IOException {
    StoredEntry head = state.head();
    String path = layout.entry(head.version());
    MemoryStore store = state.unpublished();
    replace(
        store,
        path,
        EditedTexts.with(
            store.read(path).orElseThrow(), text -> text.replaceFirst("^/data", elsewhere)));
    for (StagedFile file : head.entry().files()) {
      store.putIfAbsent(file.staged().replaceFirst("^/data", elsewhere), new byte[3]);
    }
    List<String> before = store.paths();

    NotPublishedException refused =
        assertThrows(NotPublishedException.class, () -> state.tracker(store).recovery().recover());

    assertTrue(refused.getMessage().contains("Nothing was moved"), refused::getMessage);
    assertTrue(
        refused.getMessage().contains("by one run with --set topics.dir=" + elsewhere + "."),
        refused::getMessage);
    assertEquals(before, store.paths());
    assertThrows(
        NotPublishedException.class,
        () -> state.tracker(store).missingFiles().accept(head.version(), "gone", "act"));
    assertEquals(before, store.paths());
  }

  @Test
  void noAttackDoesAnyHarm() throws IOException {
    Map<String, MemoryStore> attacks = state.attacks();
    assertEquals(3, attacks.size());
    for (Map.Entry<String, MemoryStore> attack : attacks.entrySet()) {
      MemoryStore before = new MemoryStore(InstantSource.fixed(Instant.EPOCH));
      before.addAll(attack.getValue());

      StateInUse.acts(state.tracker(attack.getValue())).values().forEach(StateInUse::refusal);

      assertEquals(Optional.empty(), state.harm(before, attack.getValue()), attack.getKey());
    }
  }

  @Test
  void whatATopicLandedIsNotMovedIntoTheDirectoryOfAnother() throws IOException {
    StoredEntry head = state.head();
    String path = layout.entry(head.version());
    MemoryStore store = state.unpublished();
    replace(
        store,
        path,
        EditedTexts.with(
            store.read(path).orElseThrow(),
            text -> text.replaceFirst("^/data/orders/", "/data/clicks/")));

    assertThrows(UnreadableStateException.class, () -> state.tracker(store).recovery().recover());
  }

  @Test
  void aStateDirectoryThatWasMovedPublishesItsHead() throws IOException {
    StoredEntry head = state.head();
    String path = layout.entry(head.version());
    String moved =
        new StagingOwner(TestPlans.INGESTION, TestPlans.LEDGER_ID, "/former").directory();
    MemoryStore store = state.unpublished();
    replace(
        store,
        path,
        EditedTexts.with(
            store.read(path).orElseThrow(),
            text -> text.replace(TestPlans.OWNER.directory(), moved)));
    for (StagedFile file : head.entry().files()) {
      store.moveOnce(file.staged(), file.staged().replace(TestPlans.OWNER.directory(), moved));
    }

    state.tracker(store).recovery().recover();

    for (StagedFile file : head.entry().files()) {
      assertTrue(store.read(file.path()).isPresent(), file.path());
    }
  }

  @Test
  void theCollectorDeletesNothingBelowADirectoryThatAPlanNamesAndIsAnothers() throws IOException {
    MemoryStore store = state.copy();
    String path = plan(store);
    String below =
        layout.plan(state.head().version() - 1, path.replaceAll("^.*/([^/]+)/plan.json$", "$1"));
    store.putIfAbsent(
        below,
        EditedTexts.edited(
            store.read(path).orElseThrow(),
            (number, name, text) -> text.replaceFirst("^/data", "/etc")));
    byte[] lower = store.read(below).orElseThrow();
    replace(
        store,
        below,
        new String(lower, US_ASCII)
            .replaceFirst(
                "\"base\":" + state.head().version(), "\"base\":" + (state.head().version() - 1))
            .getBytes(US_ASCII));
    List<String> ofOthers =
        store.paths().stream().filter(each -> each.startsWith("/etc/")).toList();

    state.tracker(store).orphanCollector().collect();

    assertEquals(2, ofOthers.size());
    assertEquals(
        ofOthers, store.paths().stream().filter(each -> each.startsWith("/etc/")).toList());
    assertTrue(store.read(below).isPresent(), "it is left to an operator to look at");
  }

  private static String plan(MemoryStore store) {
    return store.paths().stream()
        .filter(each -> each.endsWith("/plan.json"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aManifestWhoseFileIsElsewhereIsLeftOutAndTheOthersLand() throws IOException {
    MemoryStore store = state.copy();
    List<String> manifests =
        store.paths().stream().filter(each -> each.contains("/manifests/")).toList();
    replace(
        store,
        manifests.get(1),
        EditedTexts.edited(
            store.read(manifests.get(1)).orElseThrow(),
            (number, name, text) -> name.endsWith("/path") ? "/etc/x" : text));
    Tracker tracker = state.tracker(new WatchedStore(store));
    Plan plan = tracker.runs().plansOn(state.head().version()).get(0);

    RunOutcome outcome = tracker.runEnd().end(plan, JobEnd.ENDED);

    RunOutcome.Landed landed = (RunOutcome.Landed) outcome;
    assertFalse(landed.left().isEmpty(), "the range of the task that was left out");
    assertEquals(manifests.size() - 1, tasks(landed.entry()));
  }

  private static long tasks(StoredEntry entry) {
    List<String> tasks = new ArrayList<>();
    entry
        .entry()
        .files()
        .forEach(file -> tasks.add(file.path().replaceAll("^.*-([0-9]+)-[0-9]+\\.txt$", "$1")));
    return tasks.stream().distinct().count();
  }

  @Test
  void aPlanThatWasEditedSinceItsJobWasSubmittedIsRefused() throws IOException {
    MemoryStore store = state.copy();
    String path = plan(store);
    Tracker tracker = state.tracker(store);
    Plan plan = tracker.runs().plansOn(state.head().version()).get(0);
    String checksum = PlanCodec.checksum(plan);
    assertEquals(Optional.of(plan), tracker.runs().plan(plan.base(), plan.runId(), checksum));

    replace(
        store,
        path,
        new String(store.read(path).orElseThrow(), US_ASCII)
            .replaceFirst("\"end\":(\\d+)", "\"end\":1$1")
            .getBytes(US_ASCII));

    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class,
            () -> tracker.runs().plan(plan.base(), plan.runId(), checksum));
    assertTrue(
        refused.getMessage().startsWith("Cannot use plan " + path + ": its SHA-256 is "),
        refused::getMessage);
  }
}
