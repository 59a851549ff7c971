package io.sluice.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.commit.Publisher;
import io.sluice.tracker.commit.Recovery;
import io.sluice.tracker.commit.Row;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Replay;
import io.sluice.tracker.entry.MaintenanceEntry.Rewrite;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.AppendAnswer.AlreadyCommitted;
import io.sluice.tracker.ledger.AppendAnswer.Committed;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.RunId;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Maintenance beside the runs, as its verbs will do it: the head of the second ledger is finished
 * first; then files of published entries are merged, deleted or replayed, by an entry, and only
 * then do those that it names go.
 */
final class MaintenanceOperator extends Actor {
  private static final String TEXT = ".txt";

  private final History history;
  private final StagingStore store;
  private final Tracker tracker;
  private final PublishedMarks marks;
  private final Recovery recovery;
  private final String act;

  MaintenanceOperator(History history) {
    super("maintenance" + history.scheduler().step());
    this.history = history;
    this.store = history.store(this);
    this.tracker = history.tracker(this, store);
    Layout maintenance = history.world().layout().maintenance();
    this.marks = new PublishedMarks(store, maintenance);
    this.recovery =
        new Recovery(
            tracker.maintenance(),
            new Publisher(
                store,
                tracker.maintenance(),
                marks,
                history.retryPolicy(this),
                FileThreads.of(1),
                TestPlans.DIRECTORIES));
    this.act = RunId.fresh(history.world().clock(), history.random());
  }

  @Override
  protected void run() {
    try {
      Optional<StoredEntry> head = finish();
      switch (history.random().nextInt(5)) {
        case 0, 1 -> merge(head);
        case 2 -> retain(head);
        default -> acknowledgeOrReplay(head);
      }
    } catch (IOException e) {
      history.record(this, "stops", e);
      history.stopped(this, e.toString());
    }
  }

  /** Publishes the head and deletes what it replaces. */
  private Optional<StoredEntry> finish() throws IOException {
    Optional<StoredEntry> head = recovery.recover();
    if (head.isPresent()) {
      for (String path : removed(head.get())) {
        store.delete(path);
      }
    }
    return head;
  }

  private static List<String> removed(StoredEntry entry) {
    return entry.entry() instanceof Rewrite rewrite
        ? rewrite.removed()
        : entry.entry() instanceof Replay replay ? replay.sources() : List.of();
  }

  private EntryHeader header(Optional<StoredEntry> head) {
    return head.map(each -> history.author().headerAfter(each, act))
        .orElseGet(
            () ->
                new EntryHeader(
                    TestPlans.INGESTION,
                    TestPlans.LEDGER_ID,
                    1,
                    act,
                    history.world().clock().millis(),
                    "simulation",
                    "me",
                    "cluster",
                    Requests.FILE_SYSTEM,
                    ""));
  }

  /** Landed files of entries that are marked published, and not replaced by now. */
  private List<StagedFile> landed(StagedFile.Kind kind) throws IOException {
    Map<String, StagedFile> landed = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (long version : tracker.ledger().versions()) {
      Optional<StoredEntry> entry = tracker.ledger().entry(version);
      if (entry.isPresent() && tracker.publishedMarks().isPublished(entry.get())) {
        for (StagedFile file : entry.get().entry().files()) {
          landed.put(file.path(), file);
          order.add(file.path());
        }
      }
    }
    Set<String> gone = new HashSet<>();
    for (long version : tracker.maintenance().versions()) {
      tracker.maintenance().entry(version).ifPresent(entry -> gone.addAll(removed(entry)));
    }
    return order.stream()
        .filter(path -> !gone.contains(path))
        .map(landed::get)
        .filter(file -> file != null && file.kind() == kind)
        .toList();
  }

  private void merge(Optional<StoredEntry> head) throws IOException {
    List<StagedFile> all = landed(StagedFile.Kind.DATA);
    if (all.size() < 2) {
      return;
    }
    StagedFile first = all.get(history.random().nextInt(all.size()));
    List<StagedFile> merged =
        all.stream()
            .filter(file -> directory(file.path()).equals(directory(first.path())))
            .limit(4)
            .toList();
    if (merged.size() > 1) {
      StagedFile file = stage(head, first, merged);
      List<String> removed = merged.stream().map(StagedFile::path).toList();
      append(new Rewrite(header(head), "merge", removed, List.of(file)), Occurrence.COMPACTED);
    }
  }

  private void retain(Optional<StoredEntry> head) throws IOException {
    List<StagedFile> all = landed(StagedFile.Kind.DATA);
    if (!all.isEmpty()) {
      append(
          new Rewrite(header(head), "retention", List.of(all.get(0).path()), List.of()),
          Occurrence.DATA_RETAINED);
    }
  }

  private void acknowledgeOrReplay(Optional<StoredEntry> head) throws IOException {
    List<StagedFile> bad = landed(StagedFile.Kind.QUARANTINE);
    if (!bad.isEmpty() && history.random().nextInt(3) == 0) {
      StagedFile file = stage(head, bad.get(0), bad.subList(0, 1));
      append(
          new Replay(header(head), "replay", List.of(bad.get(0).path()), List.of(file)),
          Occurrence.REPLAYED);
      return;
    }
    List<String> losses =
        tracker.ledger().head().stream()
            .flatMap(each -> each.offsets().state().losses().stream())
            .map(Loss::id)
            .toList();
    if (!losses.isEmpty()) {
      append(new Acknowledge(header(head), "seen", losses, List.of(), 0), Occurrence.ACKNOWLEDGED);
    }
  }

  private static String directory(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** One file with the records of all of these, in a staging that no collector of runs looks at. */
  private StagedFile stage(Optional<StoredEntry> head, StagedFile like, List<StagedFile> from)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    List<Row> rows = new ArrayList<>();
    for (StagedFile file : from) {
      String content =
          new String(
              store.read(file.path()).orElseThrow(() -> new IOException("replaced meanwhile")),
              UTF_8);
      lines.append(content);
      content.lines().map(Row::parse).forEach(rows::add);
    }
    long version = head.map(StoredEntry::version).orElse(0L) + 1;
    String topic = "/data/" + like.topic();
    String name = version + "m-" + act + TEXT;
    String staged =
        StagedPaths.staging(topic, TestPlans.OWNER) + "/maintenance/" + act + "/" + name;
    StagedOutput out = store.open(staged);
    try (out) {
      out.write(lines.toString().getBytes(UTF_8));
    }
    return new StagedFile(
        StagedFile.Kind.DATA,
        like.topic(),
        0,
        like.timePartition(),
        staged,
        topic + "/" + like.timePartition() + "/" + name,
        out.length(),
        rows.size(),
        out.crc32c(),
        Attempt.parts(rows));
  }

  private void append(MaintenanceEntry entry, Occurrence thing) throws IOException {
    AppendAnswer answer = tracker.maintenance().append(entry);
    if (answer instanceof Committed || answer instanceof AlreadyCommitted) {
      history.count(thing);
      finish();
    }
  }
}
