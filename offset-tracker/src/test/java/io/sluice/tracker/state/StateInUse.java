package io.sluice.tracker.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.decision.CommitDecision;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.entry.MaintenanceEntry.Release;
import io.sluice.tracker.entry.MaintenanceEntry.Replay;
import io.sluice.tracker.entry.MaintenanceEntry.Rewrite;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.lock.LockHolder;
import io.sluice.tracker.maintenance.MaintenanceAppend;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.verify.Contents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A state directory as runs and operators leave it, with every kind of file in it, and all that a
 * run and the verbs do with one.
 */
public final class StateInUse {
  /** A file of somebody else. */
  public static final String VICTIM = "/etc/x";

  private static final byte[] SECRET = "of somebody else".getBytes(UTF_8);

  /** An act of a run or a verb. */
  public interface Act {
    void run() throws IOException;
  }

  private final World world = new World();
  private final MemoryStore files = world.files();
  private final Layout layout = world.layout();

  /** As six runs, an operator, retention and a client that died have left it. */
  public StateInUse() throws IOException {
    files.putIfAbsent(layout.ledgerId(), TestPlans.LEDGER_ID.getBytes(US_ASCII));
    for (int run = 0; run < 6; run++) {
      new FreshRun(world, files, Dying.ALL).run();
      world.appendEverywhere();
    }
    Tracker tracker = world.tracker(files);
    tracker.retention().retain(3);
    tracker.schemas().put("\"bytes\"");
    tracker.afterMarks().mark("hive", 5);
    tracker.lock().acquire(new LockHolder("20261121T110333Z-holder", "host", 1, "me"));
    operatorsAct(tracker);
    FreshRun left = new FreshRun(world, files, Dying.ALL);
    Plan plan = left.plan();
    left.map(plan);
    tracker.runs().putJobId(plan, "job_1795259013000_0001");
    files.putIfAbsent(VICTIM, SECRET);
    files.putIfAbsent(
        "/etc/orders/.sluice-staging/" + TestPlans.OWNER.directory() + "/1/x", SECRET);
  }

  private void operatorsAct(Tracker tracker) throws IOException {
    StoredEntry head = tracker.ledger().head().orElseThrow();
    StagedFile file =
        tracker.ledger().entry(head.version() - 1).orElseThrow().entry().files().get(0);
    files.delete(file.path());
    List<String> topics = List.of(TestPlans.directory(file.topic()));
    tracker
        .acceptance()
        .accept(
            tracker.acceptance().look(topics, file.timePartition(), Contents.NONE),
            "meant",
            "act",
            Contents.NONE);
    StagedFile added =
        new StagedFile(
            file.kind(),
            file.topic(),
            0,
            file.timePartition(),
            StagedPaths.staging(TestPlans.directory(file.topic()), TestPlans.OWNER)
                + "/maintenance/act/merged",
            file.path().replaceFirst("[^/]*$", "3m-20261121T110333Z-merged-0-0.txt"),
            file.length(),
            file.records(),
            file.crc32c(),
            file.parts());
    files.putIfAbsent(added.path(), new byte[0]);
    append(tracker, head, header -> new Rewrite(header, "merge", List.of(), List.of(added)));
    append(tracker, head, header -> new Replay(header, "again", List.of(file.path()), List.of()));
    append(
        tracker,
        head,
        header ->
            new Release(
                header, "so", "orders", List.of(new Release.ReleasedRange(0, 0, 1_000, 1_001))));
  }

  private static void append(
      Tracker tracker, StoredEntry head, Function<EntryHeader, MaintenanceEntry> entry)
      throws IOException {
    new MaintenanceAppend(
            tracker.maintenance(), new Author(InstantSource.fixed(Instant.EPOCH), "test", "me"))
        .append(head.entry().header(), "act", entry);
  }

  public Layout layout() {
    return layout;
  }

  /** A copy of all files, with a head that is published. */
  public MemoryStore copy() {
    MemoryStore copy = new MemoryStore(world.clock());
    copy.addAll(files);
    return copy;
  }

  /** A copy whose head counts, while its files are staged still. */
  public MemoryStore unpublished() throws IOException {
    MemoryStore copy = copy();
    StoredEntry head = head();
    head.entry().files().forEach(file -> copy.moveOnce(file.path(), file.staged()));
    copy.delete(layout.publishedMark(head.version()));
    return copy;
  }

  /** The head as it was written. */
  public StoredEntry head() throws IOException {
    return world.tracker(files).ledger().head().orElseThrow();
  }

  /**
   * Copies of the state in which somebody has edited what Sluice moves or deletes by, each by the
   * name of the attack; none may do any {@linkplain #harm harm}.
   */
  public Map<String, MemoryStore> attacks() throws IOException {
    Map<String, MemoryStore> attacks = new LinkedHashMap<>();
    StoredEntry head = head();
    String entry = layout.entry(head.version());
    StagedFile file = head.entry().files().get(0);

    MemoryStore taken = unpublished();
    edit(taken, entry, text -> text.equals(file.staged()) ? VICTIM : text);
    attacks.put("the head names a file of somebody else", taken);

    MemoryStore elsewhere = unpublished();
    edit(elsewhere, entry, text -> text.replaceFirst("^/data/", "/etc/"));
    for (StagedFile each : head.entry().files()) {
      elsewhere.putIfAbsent(each.staged().replaceFirst("^/data/", "/etc/"), SECRET);
    }
    attacks.put("the head lands in directories of somebody else", elsewhere);

    MemoryStore collected = copy();
    String plan =
        collected.paths().stream()
            .filter(path -> path.endsWith("/plan.json"))
            .findFirst()
            .orElseThrow();
    long below = head.version() - 1;
    String lower = plan.replaceFirst("/runs/[0-9]+/", "/runs/" + below + "/");
    byte[] content = collected.read(plan).orElseThrow();
    String moved =
        new String(content, UTF_8).replaceFirst("\"base\":" + head.version(), "\"base\":" + below);
    collected.putIfAbsent(lower, moved.getBytes(UTF_8));
    edit(collected, lower, text -> text.replaceFirst("^/data/", "/etc/"));
    attacks.put("an old plan has staged in directories of somebody else", collected);
    return attacks;
  }

  private static void edit(MemoryStore store, String path, UnaryOperator<String> change)
      throws IOException {
    byte[] edited = EditedTexts.with(store.read(path).orElseThrow(), change);
    store.delete(path);
    store.putIfAbsent(path, edited);
  }

  /** The protocol classes on such a copy. */
  public Tracker tracker(Store store) {
    return new Tracker(
        TestPlans.INGESTION,
        store,
        layout,
        new Author(world.clock(), "test", "me"),
        new RetryPolicy(world.clock(), Duration.ZERO, pause -> {}),
        FileThreads.of(1),
        new Random(1),
        TestPlans.DIRECTORIES);
  }

  /** All that is done with a state directory, by its name, in an order that a day may have. */
  public static Map<String, Act> acts(Tracker tracker) {
    Map<String, Act> acts = new LinkedHashMap<>();
    acts.put("verify", () -> verify(tracker));
    acts.put("lock", () -> tracker.lock().acquire(new LockHolder("run", "host", 2, "me")));
    acts.put("set back", () -> tracker.setBackCheck().check());
    acts.put("missing", () -> tracker.missingFiles().look(tracker.ledger().headVersion()));
    acts.put(
        "accept missing",
        () -> tracker.missingFiles().accept(tracker.ledger().headVersion(), "gone", "act"));
    acts.put("recover", () -> tracker.recovery().recover());
    acts.put("identity", () -> tracker.identity().known(tracker.ledger().head()));
    acts.put("schemas", () -> schemas(tracker));
    acts.put("left runs", () -> leftRuns(tracker));
    acts.put("fence", () -> tracker.runFencing().fence(tracker.recovery().recover()));
    acts.put("collect", () -> tracker.orphanCollector().collect());
    acts.put("retain", () -> tracker.retention().retain(1));
    acts.put("verify again", () -> verify(tracker));
    return acts;
  }

  private static void verify(Tracker tracker) throws IOException {
    tracker.shallowVerify().verify(List.of("/data/orders"), Contents.NONE);
  }

  private static void schemas(Tracker tracker) throws IOException {
    Optional<StoredEntry> head = tracker.ledger().head();
    if (head.isPresent()) {
      for (TopicState topic : head.get().offsets().state().topics().values()) {
        tracker.schemas().read(topic.schemaFingerprint());
      }
    }
  }

  /** As a run does with those that were left before it. */
  private static void leftRuns(Tracker tracker) throws IOException {
    Optional<StoredEntry> head = tracker.ledger().head();
    long base = head.map(StoredEntry::version).orElse(0L);
    OffsetState state = head.map(each -> each.offsets().state()).orElse(OffsetState.EMPTY);
    List<Plan> plans = tracker.runs().plansOn(base);
    CommitDecision.fenced(state, plans);
    for (String runId : tracker.runs().runIds(base)) {
      tracker.runs().jobId(base, runId);
    }
    for (Plan plan : plans) {
      tracker.runEnd().end(plan, JobEnd.ENDED);
    }
  }

  /**
   * Does an act, which may be refused.
   *
   * @return why it was refused; empty if it was done
   */
  public static Optional<String> refusal(Act act) {
    try {
      act.run();
      return Optional.empty();
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.startsWith("Cannot ")) {
        throw new AssertionError("Refused without a message for people: " + e, e);
      }
      return Optional.of(message);
    }
  }

  /** What is wrong with the files of others and with landed data; empty if nothing is. */
  public Optional<String> harm(MemoryStore before, MemoryStore after) {
    for (String path : before.paths()) {
      boolean mayGo = path.startsWith("/state/") || (path.startsWith("/data/") && isStaged(path));
      if (!mayGo && !same(before, after, path)) {
        return Optional.of(path + " was moved, changed or deleted");
      }
    }
    for (String path : after.paths()) {
      if (!path.startsWith("/state/") && !path.startsWith("/data/") && !isThere(before, path)) {
        return Optional.of(path + " was made");
      }
    }
    return Optional.empty();
  }

  private static boolean isStaged(String path) {
    return path.contains("/.sluice-staging/");
  }

  private static boolean isThere(MemoryStore store, String path) {
    return store.read(path).isPresent();
  }

  private static boolean same(MemoryStore before, MemoryStore after, String path) {
    return Arrays.equals(before.read(path).orElseThrow(), after.read(path).orElse(new byte[0]));
  }
}
