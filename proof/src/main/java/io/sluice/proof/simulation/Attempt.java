package io.sluice.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.proof.simulation.log.LogItem;
import io.sluice.proof.simulation.log.ModelReader;
import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.tracker.commit.AttemptEnd;
import io.sluice.tracker.commit.Generation;
import io.sluice.tracker.commit.Row;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.Gaps;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedTopic;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One attempt of a map task: reads topic by topic, stages, and says what it did. */
final class Attempt extends Actor {
  private static final int FETCH = 6;

  private record FileKey(int group, StagedFile.Kind kind, String timePartition)
      implements Comparable<FileKey> {
    @Override
    public int compareTo(FileKey other) {
      return toString().compareTo(other.toString());
    }
  }

  private final History history;
  private final Layout layout;
  private final Plan plan;
  private final int task;
  private final String attempt;
  private final StagingStore store;
  private final List<PieceOutcome> outcomes = new ArrayList<>();
  private final List<StagedFile> files = new ArrayList<>();
  private final Map<String, String> spoiled = new TreeMap<>();
  private int fileNumber;
  private boolean succeeded;

  Attempt(History history, Job job, int task, int attempt) {
    super(job.name() + ".task" + task + "." + attempt);
    this.history = history;
    this.layout = job.layout();
    this.plan = job.plan();
    this.task = task;
    this.attempt = Integer.toString(attempt);
    this.store = history.store(this);
  }

  boolean hasSucceeded() {
    return succeeded;
  }

  @Override
  protected void run() {
    Map<String, List<ModelReader>> topics = new LinkedHashMap<>();
    for (Piece piece : plan.tasks().get(task).pieces()) {
      topics
          .computeIfAbsent(piece.range().kafkaPartition().topic(), topic -> new ArrayList<>())
          .add(new ModelReader(history.kafka(), piece));
    }
    AttemptEnd end = history.tracker(this, store, layout).attemptEnd();
    try {
      for (Map.Entry<String, List<ModelReader>> topic : topics.entrySet()) {
        topic(topic.getKey(), topic.getValue());
      }
      end.put(new Manifest(plan.runId(), plan.base(), task, attempt, outcomes, files, spoiled));
      succeeded = true;
    } catch (IOException e) {
      history.record(this, "fails", e);
      end.discardAfter(e, stagedDirectories());
    }
  }

  private StagedPaths paths() {
    return new StagedPaths(
        new StagingOwner(plan.ingestion(), plan.ledgerId(), layout.stateDirectory()),
        plan.base(),
        plan.runId(),
        task,
        attempt);
  }

  private Set<String> stagedDirectories() {
    StagedPaths paths = paths();
    Set<String> directories = new TreeSet<>();
    for (PlannedTopic topic : plan.topics()) {
      directories.add(paths.attempt(topic.directory()));
      directories.add(paths.attempt(topic.quarantineDirectory()));
    }
    return directories;
  }

  private void topic(String topic, List<ModelReader> readers) throws IOException {
    read(readers);
    PlannedTopic planned =
        plan.topics().stream().filter(each -> each.topic().equals(topic)).findFirst().orElseThrow();
    List<StagedFile> staged = stage(planned, readers);
    history.pass(this);
    Optional<String> recreated =
        history.kafka().hasId(planned.topicId())
            ? Optional.empty()
            : Optional.of(topic + " was created again");
    boolean refuses = !history.faultInjector().isCalm() && history.chance(0.005);
    recreated.ifPresent(
        reason -> {
          history.count(Occurrence.TOPIC_SPOILED);
          spoiled.put(topic, reason);
        });
    if (refuses && recreated.isEmpty()) {
      history.count(Occurrence.RECORD_REFUSED);
      spoiled.put(topic, "a record of another type");
    }
    if (!spoiled.containsKey(topic)) {
      files.addAll(staged);
    }
    readers.forEach(reader -> outcomes.add(outcome(reader, recreated)));
  }

  private void read(List<ModelReader> readers) {
    List<ModelReader> open = new ArrayList<>(readers);
    boolean hurried = !history.faultInjector().isCalm() && history.chance(0.05);
    while (!open.isEmpty()) {
      ModelReader reader = open.get(history.random().nextInt(open.size()));
      if (!reader.isOver()) {
        history.pass(this);
        if (hurried && history.chance(0.3)) {
          reader.fail(RangeFailure.Kind.LIMIT);
        } else {
          reader.poll(1 + history.random().nextInt(FETCH));
        }
      }
      if (reader.isOver()) {
        open.remove(reader);
        if (reader.read().stream().anyMatch(item -> item.epoch() == LeaderEpoch.UNKNOWN)) {
          history.count(Occurrence.READ_WITHOUT_EPOCH);
        }
        reader
            .failure()
            .ifPresent(
                failure -> {
                  history.count(Occurrence.ATTEMPT_ENDED_EARLY);
                  history.record(this, reader.piece().range().toString(), failure.message());
                });
      }
    }
  }

  private List<StagedFile> stage(PlannedTopic topic, List<ModelReader> readers) throws IOException {
    Map<FileKey, List<Row>> rows = new TreeMap<>();
    for (ModelReader reader : readers) {
      Generation generation = generation(topic, reader.piece());
      for (LogItem item : reader.read()) {
        if (item.kind() == LogItem.Kind.RECORD || item.kind() == LogItem.Kind.BAD) {
          boolean bad = item.kind() == LogItem.Kind.BAD;
          FileKey key =
              new FileKey(
                  reader.piece().fileGroup(),
                  bad ? StagedFile.Kind.QUARANTINE : StagedFile.Kind.DATA,
                  bad ? "dt=1" : "hour=" + item.serial() % 2);
          rows.computeIfAbsent(key, each -> new ArrayList<>())
              .add(new Row(generation, item.offset(), Long.toString(item.serial())));
        }
      }
    }
    List<StagedFile> staged = new ArrayList<>();
    for (Map.Entry<FileKey, List<Row>> file : rows.entrySet()) {
      staged.add(stage(topic, file.getKey(), file.getValue()));
    }
    return staged;
  }

  private static Generation generation(PlannedTopic topic, Piece piece) {
    int number = piece.range().kafkaPartition().number();
    return topic.ranges().stream()
        .filter(range -> range.kafkaPartition() == number)
        .map(range -> new Generation(topic.topic(), topic.topicId(), number, range.generation()))
        .findFirst()
        .orElseThrow();
  }

  private StagedFile stage(PlannedTopic topic, FileKey key, List<Row> rows) throws IOException {
    StagedPaths paths = paths();
    String directory =
        key.kind() == StagedFile.Kind.DATA ? topic.directory() : topic.quarantineDirectory();
    String name = paths.finalName(fileNumber++, "txt");
    String staged = paths.staged(directory, key.timePartition(), name);
    StringBuilder lines = new StringBuilder();
    rows.forEach(row -> lines.append(row.line()));
    StagedOutput out = store.open(staged);
    try (out) {
      out.write(lines.toString().getBytes(UTF_8));
    }
    return new StagedFile(
        key.kind(),
        topic.topic(),
        key.group(),
        key.timePartition(),
        staged,
        StagedPaths.landed(directory, key.timePartition(), name),
        out.length(),
        rows.size(),
        out.crc32c(),
        parts(rows));
  }

  static List<Part> parts(List<Row> rows) {
    Map<Integer, List<Row>> byNumber = new TreeMap<>();
    rows.forEach(
        row ->
            byNumber
                .computeIfAbsent(row.generation().kafkaPartition(), key -> new ArrayList<>())
                .add(row));
    List<Part> parts = new ArrayList<>();
    byNumber.forEach(
        (number, each) ->
            parts.add(
                new Part(
                    number,
                    each.stream().mapToLong(Row::offset).min().orElseThrow(),
                    each.stream().mapToLong(Row::offset).max().orElseThrow(),
                    each.size())));
    return parts;
  }

  private static PieceOutcome outcome(ModelReader reader, Optional<String> recreated) {
    Gaps gaps = new Gaps();
    long records = 0;
    long quarantined = 0;
    long greatest = PieceOutcome.NO_EVENT_TIME;
    for (LogItem item : reader.read()) {
      switch (item.kind()) {
        case RECORD -> {
          records++;
          greatest = Math.max(greatest, item.eventTime());
        }
        case BAD -> quarantined++;
        case TOMBSTONE -> gaps.add(Gap.Kind.TOMBSTONE, item.offset(), item.offset() + 1);
        case HOLE -> gaps.add(Gap.Kind.ABSENT, item.offset(), item.offset() + 1);
      }
    }
    Optional<RangeFailure> failure =
        reader
            .failure()
            .or(() -> recreated.map(why -> new RangeFailure(RangeFailure.Kind.RECREATED, why)));
    return new PieceOutcome(
        reader.piece().range(),
        reader.position(),
        reader.firstEpoch(),
        reader.lastEpoch(),
        records,
        quarantined,
        greatest,
        gaps.toList(),
        failure);
  }
}
