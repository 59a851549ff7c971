package io.sluice.tracker.commit;

import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.RunOutcome.AnotherWon;
import io.sluice.tracker.commit.RunOutcome.CommittedNothing;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.commit.RunOutcome.NotPublished;
import io.sluice.tracker.commit.RunOutcome.NothingToCommit;
import io.sluice.tracker.commit.World.Word;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.LandedName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The named invariants of the commit protocol, held against a world. What is about single entries
 * is held against each when it is seen first ({@link FirstSight}); AFreshRunFinishes wants a run.
 */
public final class Invariants {
  private final World world;
  private final List<String> violated = new ArrayList<>();
  private final List<StoredEntry> entries;
  private final Maintenance maintenance;

  private Invariants(World world) throws IOException {
    this.world = world;
    violated.addAll(world.look());
    entries = world.offsets().entries();
    maintenance = Maintenance.of(world);
  }

  /** What is violated, by name; nothing should be. */
  public static List<String> violated(World world) throws IOException {
    return checked(world).violated;
  }

  /**
   * What is violated once runs have ended, alone.
   *
   * @param topics of which they had something to read
   * @param existing all topics that Kafka has
   */
  public static List<String> violatedAtTheEnd(World world, Set<String> topics, Set<String> existing)
      throws IOException {
    List<String> violated = new ArrayList<>(violated(world));
    violated.addAll(Garbage.left(world, topics));
    if (world.isRestored()) {
      return violated;
    }
    world.firstSight().holdsWithoutCause().forEach(each -> violated.add("HoldHasCause: " + each));
    world.firstSight().waiting().stream()
        .filter(held -> !existing.contains(held.topic()))
        .forEach(held -> violated.add("HoldHasCause: " + held.id() + " waits, its topic is gone"));
    return violated;
  }

  private static Invariants checked(World world) throws IOException {
    Invariants invariants = new Invariants(world);
    invariants.checkState();
    return invariants;
  }

  /** The same, and what a fresh run, alone, makes of the world. */
  public static List<String> violatedNowOrLater(World world) throws IOException {
    List<String> violated = new ArrayList<>(violated(world));
    World copy = world.copy();
    try {
      RunOutcome outcome = new FreshRun(copy, copy.files, Dying.ALL).run();
      if (!(outcome instanceof Landed) && !(outcome instanceof NothingToCommit)) {
        violated.add("AFreshRunFinishes: it says " + outcome);
      }
    } catch (IOException e) {
      violated.add("AFreshRunFinishes: it stops, " + e);
    }
    Invariants afterwards = checked(copy);
    copy.log.forEach(
        (kafkaPartition, end) -> {
          if (copy.firstSight().after(kafkaPartition) < end) {
            afterwards.violate("AFreshRunFinishes", kafkaPartition + " has not landed");
          }
        });
    afterwards.violated.forEach(each -> violated.add("after a fresh run, " + each));
    return violated;
  }

  private void violate(String invariant, String how) {
    violated.add(invariant + ": " + how);
  }

  private void checkState() {
    long head = world.offsets().head().map(StoredEntry::version).orElse(0L);
    for (StoredEntry entry : entries) {
      whatCountsIsThere(entry, world.offsets());
      if (entry.version() < head && !world.isRestored() && !world.offsets().isPublished(entry)) {
        violate("OneUnpublished", "version " + entry.version() + ", the head is " + head);
      }
    }
    for (StoredEntry entry : world.maintenance().entries()) {
      whatCountsIsThere(entry, world.maintenance());
    }
    nothingLandsTwice();
    nothingIsLost();
    deadBeforeDeleted();
    if (world.zombies == World.Zombies.NONE) {
      violated.addAll(Garbage.unnamed(world));
    }
    world.words.forEach(this::trueWord);
  }

  private void whatCountsIsThere(StoredEntry entry, LedgerSight ledger) {
    boolean marked = !entry.entry().files().isEmpty() && ledger.isMarked(entry);
    for (StagedFile file : entry.entry().files()) {
      boolean landed = world.isThere(file.path()) || maintenance.isGone(file);
      if (!landed && !world.isThere(file.staged()) && !world.taken.contains(file.staged())) {
        violate("WhatCountsIsThere", "version " + entry.version() + " names " + file.path());
      }
      if (marked && !landed) {
        violate("PublishedMeansLanded", "version " + entry.version() + ": " + file.path());
      }
    }
  }

  /**
   * Of the files that readers see; one that an entry of the maintenance ledger replaces is seen no
   * more.
   */
  private void nothingLandsTwice() {
    Map<Generation, BitSet> seen = new HashMap<>();
    for (String path : world.files.paths()) {
      if (!isLanded(path) || maintenance.hides(path)) {
        continue;
      }
      world
          .rows(path)
          .offsets()
          .forEach(
              (generation, offsets) -> {
                BitSet before = seen.computeIfAbsent(generation, key -> new BitSet());
                if (before.intersects(offsets)) {
                  violate("NothingLandsTwice", path + " has records of " + generation + " again");
                }
                before.or(offsets);
                BitSet beyond = (BitSet) offsets.clone();
                beyond.clear(0, (int) end(generation));
                if (!beyond.isEmpty() && !isOfAnotherLedger(path)) {
                  violate(
                      "NothingLandsTwice",
                      path + " has landed " + beyond + " of " + generation + ", and no entry says");
                }
              });
    }
  }

  /** Of one that was restored away, or of another state directory. */
  private boolean isOfAnotherLedger(String path) {
    return world.isRestored()
        || LandedName.of(path.substring(path.lastIndexOf('/') + 1))
            .filter(name -> name.ledger() == LandedName.Of.OFFSETS)
            .filter(name -> !world.plans.containsKey(name.runId()))
            .isPresent();
  }

  private static boolean isLanded(String path) {
    return path.startsWith("/data/")
        && path.endsWith(".txt")
        && !path.contains("/.sluice-staging/");
  }

  /** Where the ledger is with a generation; one that was left behind has no end. */
  private long end(Generation generation) {
    KafkaPartition kafkaPartition =
        new KafkaPartition(generation.topic(), generation.kafkaPartition());
    if (!Optional.of(generation).equals(world.firstSight().generation(kafkaPartition))) {
      return world.firstSight().hasBegun(generation) ? Integer.MAX_VALUE : 0;
    }
    return world.firstSight().after(kafkaPartition);
  }

  private void nothingIsLost() {
    Map<Generation, BitSet> there = there();
    world
        .offsets()
        .head()
        .ifPresent(
            head -> {
              for (TopicState topic : head.offsets().state().topics().values()) {
                for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
                  Generation generation =
                      new Generation(
                          topic.topic(), topic.topicId(), state.number(), state.generation());
                  covered(generation, state.after(), there.getOrDefault(generation, new BitSet()));
                }
              }
            });
  }

  /** What is landed, staged for an entry that counts, or was taken away on purpose. */
  private Map<Generation, BitSet> there() {
    Map<Generation, BitSet> there = new HashMap<>();
    for (StoredEntry entry : entries) {
      for (StagedFile file : entry.entry().files()) {
        if (world.isThere(file.path())
            || world.isThere(file.staged())
            || maintenance.isTaken(file)
            || world.taken.contains(file.staged())) {
          add(there, world.rows(file));
        }
      }
    }
    maintenance.added().stream()
        .filter(path -> world.isThere(path) || maintenance.isTaken(path))
        .forEach(path -> add(there, world.rows(path)));
    return there;
  }

  private static void add(Map<Generation, BitSet> there, Rows rows) {
    rows.offsets()
        .forEach(
            (generation, offsets) ->
                there.computeIfAbsent(generation, key -> new BitSet()).or(offsets));
  }

  private void covered(Generation generation, long end, BitSet there) {
    BitSet missing = new BitSet();
    missing.set(
        (int) world.firstSight().firstOffset(generation),
        (int) Math.max(end, world.firstSight().firstOffset(generation)));
    missing.andNot(there);
    missing.andNot(world.firstSight().inGaps(generation));
    if (!missing.isEmpty()) {
      violate("NothingIsLost", generation + " offsets " + missing);
    }
  }

  /** The manifest of the attempt that staged a file: until it is there, the attempt may delete. */
  private String manifestOf(String stagedBelowTheOwner) {
    String[] parts = stagedBelowTheOwner.split("/", 4);
    return world.layout.manifests(Long.parseLong(parts[0]), parts[1]) + "/" + parts[2];
  }

  /**
   * What a run staged or planned is untouched while it can append or its entry is unpublished; but
   * an attempt deletes what it staged before its manifest is put.
   */
  private void deadBeforeDeleted() {
    long published =
        entries.stream()
            .filter(world.offsets()::isPublished)
            .mapToLong(StoredEntry::version)
            .max()
            .orElse(0);
    for (Iterator<String> each = world.staged.iterator(); each.hasNext(); ) {
      String staged = each.next();
      String[] parts = staged.split("/.sluice-staging/" + TestPlans.OWNER.directory() + "/", 2);
      String behind = parts[1].substring(0, parts[1].indexOf('/'));
      if (!behind.matches("[0-9]+") || Long.parseLong(behind) < published) {
        each.remove(); // dead, or of the maintenance ledger, and stays so
        continue;
      }
      String name = staged.substring(staged.lastIndexOf('/') + 1).replace(".staged", "");
      String landed = parts[0] + "/" + name.replace('~', '/');
      if (!world.isThere(staged) && !world.isThere(landed) && world.isThere(manifestOf(parts[1]))) {
        violate("DeadBeforeDeleted", staged + " is gone, published is version " + published);
      }
    }
    String runs = world.layout.runs() + "/";
    world.planPaths.removeIf(
        plan -> Long.parseLong(plan.substring(runs.length()).replaceFirst("/.*", "")) < published);
    for (String plan : world.planPaths) {
      if (!world.isThere(plan)) {
        violate("DeadBeforeDeleted", plan + " is gone, published is version " + published);
      }
    }
  }

  private void trueWord(Word word) {
    List<StoredEntry> own =
        entries.stream()
            .filter(entry -> entry.entry() instanceof Ingest)
            .filter(entry -> entry.entry().runId().equals(word.runId()))
            .toList();
    RunOutcome outcome = word.outcome();
    boolean nothing =
        outcome instanceof CommittedNothing
            || outcome instanceof AnotherWon
            || outcome instanceof NothingToCommit;
    if (nothing && !own.isEmpty()) {
      violate("TrueWord", word.runId() + " said " + outcome + "; the ledger has its commit");
    }
    if (outcome instanceof NotPublished && own.isEmpty()) {
      violate("TrueWord", word.runId() + " said that it has committed");
    }
    if (outcome instanceof Landed) {
      boolean landed =
          own.stream()
              .allMatch(
                  entry ->
                      entry.entry().files().stream()
                          .allMatch(
                              file -> world.isThere(file.path()) || maintenance.isGone(file)));
      if (own.isEmpty() || !landed) {
        violate("TrueWord", word.runId() + " said that it has landed");
      }
    }
  }
}
