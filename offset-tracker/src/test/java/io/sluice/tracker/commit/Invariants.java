package io.sluice.tracker.commit;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.RunOutcome.AnotherWon;
import io.sluice.tracker.commit.RunOutcome.CommittedNothing;
import io.sluice.tracker.commit.RunOutcome.Landed;
import io.sluice.tracker.commit.RunOutcome.NothingToCommit;
import io.sluice.tracker.commit.World.Word;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The named invariants of the commit protocol, held against a world. OneLife is about Kafka's log
 * and stands in {@code CommitDecisionTest} and in the tests of the reader.
 */
public final class Invariants {
  private final World world;
  private final List<String> violated = new ArrayList<>();

  private Invariants(World world) {
    this.world = world;
  }

  /** What is violated, by name; nothing should be. */
  public static List<String> violated(World world) throws IOException {
    Invariants invariants = new Invariants(world);
    invariants.checkState();
    return invariants.violated;
  }

  /** The same, and what a fresh run, alone, makes of the world. */
  public static List<String> violatedNowOrLater(World world) throws IOException {
    List<String> violated = new ArrayList<>(violated(world));
    World copy = world.copy();
    try {
      RunOutcome outcome = new FreshRun(copy, copy.files, Dying.ALL).run();
      if (!(outcome instanceof Landed) && !(outcome instanceof CommittedNothing)) {
        violated.add("AFreshRunFinishes: it says " + outcome);
      }
    } catch (IOException e) {
      violated.add("AFreshRunFinishes: it stops, " + e);
    }
    Invariants afterwards = new Invariants(copy);
    afterwards.checkState();
    afterwards.allHasLanded();
    afterwards.violated.forEach(each -> violated.add("after a fresh run, " + each));
    return violated;
  }

  private void violate(String invariant, String how) {
    violated.add(invariant + ": " + how);
  }

  private void checkState() throws IOException {
    Tracker tracker = world.tracker(world.files);
    List<StoredEntry> entries = new ArrayList<>();
    long head = tracker.ledger().headVersion();
    for (long version = 1; version <= head; version++) {
      tracker.ledger().entry(version).ifPresent(entries::add);
    }
    oneHistory(entries, head);
    onlyOnItsBase(entries);
    offsetsMeet(entries);
    for (StoredEntry entry : entries) {
      whatCountsIsThere(entry);
      publishedMeansLanded(entry, tracker);
      if (entry.version() < head && !tracker.publishedMarks().isPublished(entry)) {
        violate("OneUnpublished", "version " + entry.version() + ", the head is " + head);
      }
    }
    nothingLandsTwice();
    if (!entries.isEmpty()) {
      nothingIsLost(entries.get(entries.size() - 1));
    }
    deadBeforeDeleted(entries, tracker);
    world.words.forEach(word -> trueWord(word, entries));
  }

  private void oneHistory(List<StoredEntry> entries, long head) {
    String previous = "";
    long version = 0;
    for (StoredEntry entry : entries) {
      version++;
      if (entry.version() != version || !entry.entry().header().previous().equals(previous)) {
        violate("OneHistory", "the chain breaks below version " + entry.version());
      }
      previous = entry.checksum();
    }
    if (version != head) {
      violate("OneHistory", version + " entries, the head is " + head);
    }
  }

  private void onlyOnItsBase(List<StoredEntry> entries) {
    for (StoredEntry entry : entries) {
      String runId = entry.entry() instanceof Fence fence ? fence.fenced() : entry.entry().runId();
      Long base = world.runs.get(runId);
      if (base != null && entry.version() != base + 1) {
        violate("OnlyOnItsBase", runId + " on " + base + " stands at " + entry.version());
      }
    }
  }

  private void offsetsMeet(List<StoredEntry> entries) {
    Map<KafkaPartition, Long> after = new java.util.HashMap<>();
    for (StoredEntry entry : entries) {
      OffsetEntry offsets = entry.offsets();
      for (TopicState topic : offsets.state().topics().values()) {
        for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
          KafkaPartition kafkaPartition = new KafkaPartition(topic.topic(), state.number());
          Long met = after.put(kafkaPartition, state.after());
          if (met != null && met != state.before()) {
            violate(
                "OffsetsMeet",
                kafkaPartition + " at version " + entry.version() + ": " + state + ", was " + met);
          }
        }
      }
      if (offsets.state().topics().values().stream()
              .mapToInt(topic -> topic.kafkaPartitions().size())
              .sum()
          != after.size()) {
        violate("OffsetsMeet", "version " + entry.version() + " forgot a Kafka partition");
      }
    }
  }

  private boolean isThere(String path) {
    return world.files.read(path).isPresent();
  }

  private void whatCountsIsThere(StoredEntry entry) {
    for (StagedFile file : entry.entry().files()) {
      if (!isThere(file.staged()) && !isThere(file.path())) {
        violate("WhatCountsIsThere", "version " + entry.version() + " names " + file.path());
      }
    }
  }

  private void publishedMeansLanded(StoredEntry entry, Tracker tracker) throws IOException {
    for (StagedFile file : entry.entry().files()) {
      if (tracker.publishedMarks().isMarked(entry.version()) && !isThere(file.path())) {
        violate("PublishedMeansLanded", "version " + entry.version() + ": " + file.path());
      }
    }
  }

  private void nothingLandsTwice() {
    Set<String> seen = new HashSet<>();
    for (String record : world.landedRecords()) {
      if (!seen.add(record)) {
        violate("NothingLandsTwice", record);
      }
    }
  }

  private void nothingIsLost(StoredEntry head) {
    Set<String> there = new HashSet<>(world.landedRecords());
    head.entry().files().forEach(file -> there.addAll(world.records(file.staged())));
    for (TopicState topic : head.offsets().state().topics().values()) {
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        contains(there, new KafkaPartition(topic.topic(), state.number()), state.after());
      }
    }
  }

  private void contains(Set<String> there, KafkaPartition kafkaPartition, long end) {
    for (long offset = 0; offset < end; offset++) {
      if (!there.contains(World.record(kafkaPartition, offset))) {
        violate("NothingIsLost", kafkaPartition + " offset " + offset);
      }
    }
  }

  private void allHasLanded() {
    Set<String> landed = new HashSet<>(world.landedRecords());
    world.log.forEach((kafkaPartition, end) -> contains(landed, kafkaPartition, end));
  }

  /** Staging of a run that could still append, or whose entry is not published, is untouched. */
  private void deadBeforeDeleted(List<StoredEntry> entries, Tracker tracker) throws IOException {
    long head = entries.size();
    boolean published =
        entries.isEmpty() || tracker.publishedMarks().isPublished(entries.get(entries.size() - 1));
    for (String staged : world.staged) {
      String[] parts = staged.split("/.sluice-staging/" + TestPlans.INGESTION + "/", 2);
      long base = Long.parseLong(parts[1].substring(0, parts[1].indexOf('/')));
      boolean dead = head > base && published;
      String name = staged.substring(staged.lastIndexOf('/') + 1).replace(".staged", "");
      String landed = parts[0] + "/" + name.replace('~', '/');
      if (!dead && !isThere(staged) && !isThere(landed)) {
        violate("DeadBeforeDeleted", staged + " is gone, the head is " + head);
      }
    }
  }

  private void trueWord(Word word, List<StoredEntry> entries) {
    List<StoredEntry> own =
        entries.stream()
            .filter(entry -> entry.entry() instanceof Ingest)
            .filter(entry -> entry.entry().runId().equals(word.runId()))
            .toList();
    RunOutcome told = word.outcome();
    boolean nothing =
        told instanceof CommittedNothing
            || told instanceof AnotherWon
            || told instanceof NothingToCommit;
    if (nothing && !own.isEmpty()) {
      violate("TrueWord", word.runId() + " said " + told + "; the ledger has its commit");
    }
    if (told instanceof Landed) {
      boolean landed =
          own.stream()
              .flatMap(entry -> entry.entry().files().stream())
              .allMatch(file -> isThere(file.path()));
      if (own.isEmpty() || !landed) {
        violate("TrueWord", word.runId() + " said that it has landed");
      }
    }
  }
}
