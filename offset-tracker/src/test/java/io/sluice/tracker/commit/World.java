package io.sluice.tracker.commit;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.store.ManualClock;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that outlives processes: the file system, Kafka's log, and what was reported to people. Also
 * remembers what the invariants need to know of the past.
 */
public final class World {
  /** The outcome of a run that a client reported. */
  public record Word(String runId, RunOutcome outcome) {}

  /** States whether processes can outlive their runs. */
  public enum Zombies {
    POSSIBLE,
    NONE
  }

  final ManualClock clock = new ManualClock();
  final MemoryStore files = new MemoryStore(clock);
  final Layout layout = new Layout("/state");
  final KafkaTruth truth;

  /** End of the log of each Kafka partition; each offset is a record. */
  final Map<KafkaPartition, Long> log = new TreeMap<>();

  /** Plan of each run that was put or tried to be put. */
  final Map<String, Plan> plans = new TreeMap<>();

  /** Staged files that were closed at some time, and whose runs may still append. */
  final Set<String> staged = new TreeSet<>();

  /** Paths of plans that were put, and whose runs may still append. */
  final Set<String> planPaths = new TreeSet<>();

  /** Paths of plans that stood when a run began, by the run's ID. */
  final Map<String, Set<String>> stoodBefore = new TreeMap<>();

  final List<Word> words = new ArrayList<>();

  /** Staged files of entries that count, which a person has deleted. */
  final Set<String> taken = new TreeSet<>();

  /** Whether a process can go on once its run is over. */
  Zombies zombies = Zombies.POSSIBLE;

  private boolean restored;

  /** What was seen of the two ledgers; one looks by way of the invariants. */
  private LedgerSight offsets = new LedgerSight(files, layout);

  private LedgerSight maintenance = new LedgerSight(files, layout.maintenance());
  private FirstSight firstSight = new FirstSight(this);
  private final List<String> breaks = new ArrayList<>();
  private final List<String> early = new ArrayList<>();
  private final Map<String, Rows> rows = new HashMap<>();

  /** A world with some records of two topics in Kafka. */
  public World() {
    this(KafkaTruth.EVERY_OFFSET_IS_A_RECORD);
    append("orders", 0, 40);
    append("orders", 1, 10);
    append("orders", 2, 10);
    append("clicks", 0, 10);
  }

  private World(KafkaTruth truth) {
    this.truth = truth;
  }

  /**
   * A world in which nothing has run yet.
   *
   * @param log end of the log of each Kafka partition
   */
  public static World of(Map<KafkaPartition, Long> log) {
    World world = new World(KafkaTruth.EVERY_OFFSET_IS_A_RECORD);
    world.log.putAll(log);
    return world;
  }

  /** A world in which nothing has run yet, whose Kafka somebody else plays. */
  public static World of(KafkaTruth truth) {
    return new World(truth);
  }

  /** Hears that no process goes on once its run is over. */
  public World withoutZombies() {
    zombies = Zombies.NONE;
    return this;
  }

  public ManualClock clock() {
    return clock;
  }

  public MemoryStore files() {
    return files;
  }

  public Layout layout() {
    return layout;
  }

  /** Producers append records. */
  public void append(String topic, int number, long records) {
    log.merge(new KafkaPartition(topic, number), records, Long::sum);
  }

  /** Producers append to every Kafka partition. */
  public void appendEverywhere() {
    log.replaceAll((kafkaPartition, end) -> end + 10);
  }

  /** Hears that a run put its plan, or tried to. */
  public void planned(Plan plan) {
    plans.put(plan.runId(), plan);
  }

  /** Hears that a run begins. */
  public void begins(String runId) {
    stoodBefore.put(runId, Set.copyOf(planPaths));
  }

  /** Hears what a client said of its run. */
  public void ended(String runId, RunOutcome outcome) {
    words.add(new Word(runId, outcome));
  }

  /** Hears what was done to the file system. */
  public void done(String call) {
    if (call.startsWith("close ")
        && !call.endsWith("/plan/probe.staged")
        && call.contains("/.sluice-staging/" + TestPlans.OWNER.directory() + "/")) {
      staged.add(call.substring("close ".length()));
    } else if (call.startsWith("put " + layout.runs()) && call.endsWith("/plan.json")) {
      planPaths.add(call.substring("put ".length()));
    } else if (call.startsWith("delete ")) {
      String path = call.substring("delete ".length());
      offsets.deleted(path).ifPresent(early::add);
      maintenance.deleted(path);
    }
  }

  /**
   * A person brings directories of the state back as they were. What is known of the ledger is what
   * stands there now.
   */
  public void restore(Map<String, Map<String, byte[]>> directories) throws IOException {
    directories.forEach(
        (directory, content) -> {
          files.delete(directory);
          content.forEach(files::putIfAbsent);
        });
    restored = true;
    offsets = LedgerSight.restored(files, layout);
    firstSight = new FirstSight(this);
    offsets.look(breaks).forEach(firstSight::takeAsKnown);
    words.clear();
    stoodBefore.clear();
    staged.removeIf(path -> !isThere(path));
    planPaths.removeIf(path -> !isThere(path));
  }

  /** Whether it ever was: then runs may stop, and files may be there that no entry names. */
  public boolean isRestored() {
    return restored;
  }

  /** A person deletes a staged file of an entry that counts. */
  public void take(String path) {
    files.delete(path);
    staged.remove(path);
    taken.add(path);
  }

  /** Whether a message names a file that a person has deleted. */
  public boolean namesTaken(String message) {
    return taken.stream().anyMatch(message::contains);
  }

  /** The head, if it counts and is not published. */
  public Optional<StoredEntry> unpublishedHead() {
    return offsets.head().filter(head -> !offsets.isPublished(head));
  }

  /** Whether the head holds something. */
  public boolean waitsForAPerson() {
    return offsets.head().filter(head -> !head.offsets().state().waiting().isEmpty()).isPresent();
  }

  /** Whether nobody can publish the head, until a person accepts that a file of it is gone. */
  public boolean hasHole() {
    return unpublishedHead().stream()
        .flatMap(head -> head.entry().files().stream())
        .anyMatch(file -> taken.contains(file.staged()));
  }

  /** Knows what was in a file, which may be gone by now. */
  public void remember(String path, byte[] content) {
    rows.put(path, Rows.parse(content));
  }

  /** The protocol classes of one process, on this world seen through {@code store}. */
  public Tracker tracker(StagingStore store) {
    return new Tracker(
        TestPlans.INGESTION,
        store,
        layout,
        new Author(clock, "test", "me"),
        new RetryPolicy(clock, Duration.ofMinutes(10), clock),
        FileThreads.of(1),
        new Random(words.size()),
        TestPlans.DIRECTORIES);
  }

  /** The same world, of which nobody here hears any more. */
  public World copy() {
    return copy(truth);
  }

  /** The same with a Kafka that goes on by itself. */
  public World copy(KafkaTruth copiedTruth) {
    World copy = new World(copiedTruth);
    copy.log.putAll(log);
    copy.plans.putAll(plans);
    copy.staged.addAll(staged);
    copy.planPaths.addAll(planPaths);
    copy.stoodBefore.putAll(stoodBefore);
    copy.words.addAll(words);
    copy.zombies = zombies;
    copy.restored = restored;
    copy.taken.addAll(taken);
    copy.early.addAll(early);
    copy.clock.pass(clock.waited());
    copy.files.addAll(files);
    copy.offsets = offsets.copy(copy.files);
    copy.maintenance = maintenance.copy(copy.files);
    copy.firstSight = firstSight.copy(copy);
    copy.breaks.addAll(breaks);
    copy.rows.putAll(rows);
    return copy;
  }

  /** Looks at both ledgers; returns what is wrong with the chains and with single entries. */
  List<String> look() throws IOException {
    maintenance.look(breaks);
    offsets.look(breaks).forEach(firstSight::take);
    List<String> wrong = new ArrayList<>();
    breaks.forEach(each -> wrong.add("OneHistory: " + each));
    wrong.addAll(early);
    wrong.addAll(firstSight.violated());
    return wrong;
  }

  LedgerSight offsets() {
    return offsets;
  }

  LedgerSight maintenance() {
    return maintenance;
  }

  FirstSight firstSight() {
    return firstSight;
  }

  boolean isThere(String path) {
    return !files.list(path).isEmpty();
  }

  /** Records of a file, wherever it is; remembered, since files never change. */
  Rows rows(StagedFile file) {
    Rows staged = rows(file.staged());
    if (staged.all().isEmpty()) {
      staged = rows(file.path());
      rows.put(file.staged(), staged);
    }
    return staged;
  }

  /** Records of a file, none if it is not there. */
  Rows rows(String path) {
    Rows known = rows.getOrDefault(path, Rows.NONE);
    if (known.all().isEmpty()) {
      known = files.read(path).map(Rows::parse).orElse(Rows.NONE);
      rows.put(path, known);
    }
    return known;
  }
}
