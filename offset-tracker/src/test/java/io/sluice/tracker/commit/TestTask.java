package io.sluice.tracker.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.Staging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** One attempt of a map task over a log in which each offset is a record. A file is a line each. */
public final class TestTask {
  public static final int EPOCH = 4;

  private final Plan plan;
  private final int task;
  private final String attempt;
  private final Map<OffsetRange, PieceOutcome> outcomes = new HashMap<>();
  private final Map<String, String> spoiled = new HashMap<>();

  /** An attempt that reads all of its pieces, unless something else is said. */
  public TestTask(Plan plan, int task, String attempt) {
    this.plan = plan;
    this.task = task;
    this.attempt = attempt;
    for (Piece piece : pieces()) {
      outcome(whole(piece.range()));
    }
  }

  private List<Piece> pieces() {
    return plan.tasks().get(task).pieces();
  }

  public TestTask outcome(PieceOutcome outcome) {
    outcomes.put(outcome.range(), outcome);
    return this;
  }

  public TestTask spoiled(String topic) {
    spoiled.put(topic, topic + " is spoiled");
    return this;
  }

  public static PieceOutcome whole(OffsetRange range) {
    return outcome(range, range.end(), EPOCH, EPOCH, Optional.empty());
  }

  /** Ended early. */
  public static PieceOutcome until(OffsetRange range, long reached, RangeFailure.Kind why) {
    int epoch = reached == range.start() ? LeaderEpoch.UNKNOWN : EPOCH;
    return outcome(
        range, reached, epoch, epoch, Optional.of(new RangeFailure(why, "ended by " + why)));
  }

  /** Read whole, from a log with other leader epochs. */
  public static PieceOutcome epochs(OffsetRange range, int first, int last) {
    return outcome(range, range.end(), first, last, Optional.empty());
  }

  private static PieceOutcome outcome(
      OffsetRange range, long reached, int first, int last, Optional<RangeFailure> failure) {
    return new PieceOutcome(
        range,
        reached,
        first,
        last,
        reached - range.start(),
        0,
        reached == range.start() ? PieceOutcome.NO_EVENT_TIME : reached,
        List.of(),
        failure);
  }

  /** Read whole, with some records of each other sort; the rest are good ones. */
  public static PieceOutcome mixed(OffsetRange range, long quarantined, List<Gap> gaps) {
    long dropped = gaps.stream().mapToLong(Gap::count).sum();
    return new PieceOutcome(
        range,
        range.end(),
        EPOCH,
        EPOCH,
        range.length() - quarantined - dropped,
        quarantined,
        range.end(),
        gaps,
        Optional.empty());
  }

  public Manifest manifest() {
    return new Manifest(
        plan.runId(), plan.base(), task, attempt, outcomes(), new ArrayList<>(files()), spoiled);
  }

  private List<PieceOutcome> outcomes() {
    return pieces().stream().map(piece -> outcomeOf(piece)).toList();
  }

  private PieceOutcome outcomeOf(Piece piece) {
    PieceOutcome outcome = outcomes.get(piece.range());
    if (outcome == null) {
      throw new IllegalStateException("No outcome of " + piece);
    }
    return outcome;
  }

  /** A file for each topic and file group that has records. */
  private List<StagedFile> files() {
    Map<String, List<Piece>> groups = new TreeMap<>();
    for (Piece piece : pieces()) {
      String group = piece.range().kafkaPartition().topic() + "#" + piece.fileGroup();
      groups.computeIfAbsent(group, name -> new ArrayList<>()).add(piece);
    }
    List<StagedFile> files = new ArrayList<>();
    for (List<Piece> group : groups.values()) {
      List<Part> parts = new ArrayList<>();
      for (Piece piece : group) {
        PieceOutcome outcome = outcomeOf(piece);
        if (outcome.records() > 0) {
          parts.add(
              new Part(
                  piece.range().kafkaPartition().number(),
                  piece.range().start(),
                  outcome.reached() - 1,
                  outcome.records()));
        }
      }
      if (!parts.isEmpty()) {
        files.add(file(group.get(0), parts, files.size()));
      }
    }
    return files;
  }

  private StagedFile file(Piece piece, List<Part> parts, int number) {
    String topic = piece.range().kafkaPartition().topic();
    String directory = TestPlans.directory(topic);
    StagedPaths paths = new StagedPaths(TestPlans.OWNER, plan.base(), plan.runId(), task, attempt);
    String name = paths.finalName(number, "txt");
    String timePartition = "dt=2026-11-21";
    return new StagedFile(
        StagedFile.Kind.DATA,
        topic,
        piece.fileGroup(),
        timePartition,
        paths.staged(directory, timePartition, name),
        StagedPaths.landed(directory, timePartition, name),
        content(topic, parts).length,
        parts.stream().mapToLong(Part::records).sum(),
        crc32c(content(topic, parts)),
        parts);
  }

  private static int crc32c(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }

  private byte[] content(String topic, List<Part> parts) {
    StringBuilder lines = new StringBuilder();
    for (Part part : parts) {
      Generation generation = generation(topic, part.kafkaPartition());
      for (long offset = part.firstOffset();
          offset < part.firstOffset() + part.records();
          offset++) {
        lines.append(new Row(generation, offset, Row.ANY).line());
      }
    }
    return lines.toString().getBytes(UTF_8);
  }

  private Generation generation(String topic, int kafkaPartition) {
    for (Plan.PlannedTopic planned : plan.topics()) {
      for (Plan.PlannedRange range : planned.ranges()) {
        if (planned.topic().equals(topic) && range.kafkaPartition() == kafkaPartition) {
          return new Generation(topic, planned.topicId(), kafkaPartition, range.generation());
        }
      }
    }
    throw new IllegalStateException("Not planned: " + topic + "-" + kafkaPartition);
  }

  /** Where this attempt, and no other, may have staged something. */
  public Set<String> stagedDirectories() {
    StagedPaths paths = new StagedPaths(TestPlans.OWNER, plan.base(), plan.runId(), task, attempt);
    return pieces().stream()
        .map(piece -> paths.attempt(TestPlans.directory(piece.range().kafkaPartition().topic())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Writes the files, and says what it did. */
  public Manifest stage(Staging staging) throws IOException {
    Manifest manifest = manifest();
    for (StagedFile file : manifest.files()) {
      try (StagedOutput out = staging.open(file.staged())) {
        out.write(content(file.topic(), file.parts()));
      }
    }
    return manifest;
  }
}
