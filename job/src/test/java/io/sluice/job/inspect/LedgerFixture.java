package io.sluice.job.inspect;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.job.verb.Console;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.AppendAnswer;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.staging.LandingDirectories;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ledger in memory with a short history, and a console that keeps what was printed. */
final class LedgerFixture {

  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final MemoryStore store = new MemoryStore(clock);
  final State state =
      new State(
          store,
          new Layout("/state"),
          "app",
          Patience.of(clock, Duration.ZERO),
          new Author(clock, "sluice test", "ann"),
          new LandingDirectories("/data", "/data/.quarantine"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Console console(Console.Form form) {
    return new Console(stream(out), stream(err), form);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** A run that lands ten records of orders, leaving this held and lost. */
  void landsTen(List<Held> held, List<Loss> losses) throws IOException {
    EntryHeader header = header();
    long before = 10 * (header.version() - 1);
    KafkaPartitionState moved =
        new KafkaPartitionState(
            0, before, before + 10, 0, 0, -1, header.version(), 10, 0, List.of());
    append(
        new OffsetEntry.Ingest(
            header,
            new OffsetState(
                Map.of(
                    "orders",
                    new TopicState("orders", "id", "", Map.of(0, moved))
                        .withLayout(Map.of("format", "avro"))),
                held,
                losses,
                TopicPatterns.NONE,
                List.of()),
            List.of(file(header, 0, 10, new Part(0, before, before + 9, 10)))));
  }

  void landsTen() throws IOException {
    landsTen(List.of(), List.of());
  }

  /** A run that lands a file for each of so many records. */
  void lands(int count) throws IOException {
    EntryHeader header = header();
    KafkaPartitionState moved =
        new KafkaPartitionState(0, 0, count, 0, 0, -1, header.version(), count, 0, List.of());
    List<StagedFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(file(header, i, 1, new Part(0, i, i, 1)));
    }
    append(
        new OffsetEntry.Ingest(
            header,
            new OffsetState(
                Map.of("orders", new TopicState("orders", "id", "", Map.of(0, moved))),
                List.of(),
                List.of(),
                TopicPatterns.NONE,
                List.of()),
            files));
  }

  void fences() throws IOException {
    StoredEntry head = state.ledger().head().orElseThrow();
    OffsetState carried = ((OffsetEntry) head.entry()).state();
    append(new OffsetEntry.Fence(header(), carried, "run-dead", "the job failed"));
  }

  private void append(OffsetEntry entry) {
    assertInstanceOf(AppendAnswer.Committed.class, state.ledger().append(entry));
  }

  private EntryHeader header() throws IOException {
    long version = state.ledger().headVersion() + 1;
    return new EntryHeader(
        "app",
        "ledger",
        version,
        "run-" + version,
        NOW.plusSeconds(version).toEpochMilli(),
        "sluice test",
        "ann",
        "cluster",
        "file:///",
        state.ledger().head().map(StoredEntry::checksum).orElse(""));
  }

  private static StagedFile file(EntryHeader header, int number, long records, Part part) {
    StagedPaths paths =
        new StagedPaths(
            new StagingOwner("app", "ledger", "/state"),
            header.version() - 1,
            header.runId(),
            0,
            "0");
    String name = paths.finalName(number, "avro");
    return new StagedFile(
        StagedFile.Kind.DATA,
        "orders",
        0,
        "dt=2026-11-21",
        paths.staged("/data/orders", "dt=2026-11-21", name),
        StagedPaths.landed("/data/orders", "dt=2026-11-21", name),
        1000,
        records,
        7,
        List.of(part));
  }
}
