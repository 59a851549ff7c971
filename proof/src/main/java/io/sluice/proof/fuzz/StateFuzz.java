package io.sluice.proof.fuzz;

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
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.lock.LockHolder;
import io.sluice.tracker.retention.Digests;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.Patience;
import io.sluice.tracker.verify.Contents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A state directory as runs leave it, one file of which somebody has changed. Everything that a run
 * and the verbs do with it is done: each act ends as it would, or is refused by an {@link
 * IOException}; and no file of others is moved, changed or deleted.
 */
final class StateFuzz implements FuzzCommand.Target {
  /** Of so many files that cannot be read, one is put to all acts. */
  private static final long ALL_ACTS_OF_REFUSED = 16;

  private static final String VICTIM = "/etc/x";
  private static final byte[] SECRET = "of somebody else".getBytes(UTF_8);

  /** An act of a run or a verb. */
  private interface Act {
    void run() throws IOException;
  }

  private final World world;
  private final Layout layout;
  private final Map<String, List<String>> pathsByKind = new TreeMap<>();

  StateFuzz() throws IOException {
    world = new World();
    layout = world.layout();
    MemoryStore files = world.files();
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
    acceptsAChange(tracker, files);
    FreshRun left = new FreshRun(world, files, Dying.ALL);
    Plan plan = left.plan();
    left.map(plan);
    tracker.runs().putJobId(plan, "job_1795259013000_0001");
    files.putIfAbsent(VICTIM, SECRET);
    for (String path : files.paths()) {
      if (path.startsWith(layout.stateDirectory() + "/")) {
        pathsByKind.computeIfAbsent(kind(path), kind -> new ArrayList<>()).add(path);
      }
    }
  }

  private static void acceptsAChange(Tracker tracker, MemoryStore files) throws IOException {
    StagedFile file = tracker.ledger().head().orElseThrow().entry().files().get(0);
    files.delete(file.path());
    List<String> topics = List.of(TestPlans.directory(file.topic()));
    tracker
        .acceptance()
        .accept(
            tracker.acceptance().look(topics, file.timePartition(), Contents.NONE),
            "meant",
            "act",
            Contents.NONE);
  }

  /** The directory of the state that a file is in, or its name in that of a run. */
  private String kind(String path) {
    String[] names = path.substring(layout.stateDirectory().length() + 1).split("/");
    return switch (names[0]) {
      case "runs" -> names[3].equals("manifests") ? "manifests" : names[3];
      case "upkeep" -> "upkeep-" + names[1];
      default -> names[0];
    };
  }

  @Override
  public List<String> kinds() {
    return List.copyOf(pathsByKind.keySet());
  }

  @Override
  public void fuzz(String kind, long seed) throws Throwable {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + kind.hashCode());
    MemoryStore store = new MemoryStore(world.clock());
    store.addAll(world.files());
    if (random.nextBoolean()) {
      unpublish(store);
    }
    List<String> paths = pathsByKind.getOrDefault(kind, List.of());
    String path = paths.get(random.nextInt(paths.size()));
    byte[] changed = ChangedBytes.of(store.read(path).orElse(new byte[0]), random);
    store.delete(path);
    store.putIfAbsent(path, changed);
    Tracker tracker = tracker(store);
    // What cannot be read at all is refused alike by all that read it.
    if (isRefused(reading(kind, path, tracker, store)) && seed % ALL_ACTS_OF_REFUSED != 0) {
      return;
    }
    for (Act act : acts(tracker)) {
      boolean unused = isRefused(act);
    }
    if (!Arrays.equals(SECRET, store.read(VICTIM).orElse(new byte[0]))) {
      throw new AssertionError(VICTIM + " was moved or changed: " + store.paths());
    }
    for (String left : store.paths()) {
      if (!left.startsWith("/state/") && !left.startsWith("/data/") && !left.equals(VICTIM)) {
        throw new AssertionError("Moved to " + left);
      }
    }
  }

  private static boolean isRefused(Act act) {
    try {
      act.run();
      return false;
    } catch (IOException e) {
      if (e.getMessage() == null || !e.getMessage().startsWith("Cannot ")) {
        throw new AssertionError("Refused without a message for people: " + e, e);
      }
      return true;
    }
  }

  /** The act that reads the one file and does no more. */
  private Act reading(String kind, String path, Tracker tracker, MemoryStore store) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return switch (kind) {
      case "ledger" -> () -> tracker.ledger().entry(Long.parseLong(name));
      case "upkeep-ledger" -> () -> tracker.upkeep().entry(Long.parseLong(name));
      case "digests" -> () -> new Digests(store, layout).current();
      case "plan.json" -> () -> tracker.runs().plansOn(tracker.ledger().headVersion());
      default -> () -> {};
    };
  }

  /** The head counts, and its files are staged still. */
  private void unpublish(MemoryStore store) throws IOException {
    StoredEntry head = world.tracker(store).ledger().head().orElseThrow();
    head.entry().files().forEach(file -> store.moveOnce(file.path(), file.staged()));
    store.delete(layout.publishedMark(head.version()));
  }

  private Tracker tracker(MemoryStore store) {
    return new Tracker(
        TestPlans.INGESTION,
        store,
        layout,
        new Author(world.clock(), "test", "me"),
        new Patience(world.clock(), Duration.ZERO, pause -> {}),
        FileThreads.of(1),
        new Random(1),
        TestPlans.DIRECTORIES);
  }

  private static List<Act> acts(Tracker tracker) {
    List<Act> acts = new ArrayList<>();
    acts.add(() -> tracker.shallowVerify().verify(List.of("/data/orders"), Contents.NONE));
    acts.add(() -> tracker.lock().acquire(new LockHolder("run", "host", 2, "me")));
    acts.add(() -> tracker.setBackCheck().check());
    acts.add(() -> tracker.missingFiles().look(tracker.ledger().headVersion()));
    acts.add(() -> tracker.recovery().recover());
    acts.add(() -> tracker.identity().known(tracker.ledger().head()));
    acts.add(() -> schemas(tracker));
    acts.add(() -> leftRuns(tracker));
    acts.add(() -> tracker.oldRuns().fence(tracker.recovery().recover()));
    acts.add(() -> tracker.collector().collect());
    acts.add(() -> tracker.retention().retain(1));
    acts.add(() -> tracker.shallowVerify().verify(List.of("/data/orders"), Contents.NONE));
    return acts;
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
}
