package io.sluice.job.command;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.config.Ingestion;
import io.sluice.job.config.IngestionPaths;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Hold;
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
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;

/**
 * An ingestion whose ledger is in memory, with a short history, and a console that keeps its text.
 */
public final class LedgerFixture {

  public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private static final String CONFIGURATION =
      """
      name=%s
      topics=orders
      topics.dir=/data
      state.dir=/state
      kafka.bootstrap.servers=b:9092
      value.format=string
      commit.timeout=1s
      """;

  public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  public final MemoryStore store = new MemoryStore(clock);
  public final OpenIngestion open = opened("app");

  /** The command with the options that these arguments give it. */
  public static <C extends IngestionCommand> C with(C command, String... arguments) {
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  /** An ingestion of that name, with the same state directory. */
  public OpenIngestion opened(String name) {
    return OpenIngestion.on(
        Ingestion.read(
            Settings.NONE.overlay(CONFIGURATION.formatted(name), "app.properties", new Problems())),
        new Configuration(false),
        ExecutionMode.LOCAL,
        clock,
        new IngestionPaths(URI.create("file:///"), "/data", "/state", "/data/.quarantine"),
        store,
        new Author(clock, "sluice test", "ann"));
  }

  public Tracker tracker() {
    return open.tracker();
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  public Console console(Console.Form form) {
    return new Console(stream(out), stream(err), form);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** A run that lands ten records of orders, leaving this held and lost. */
  public void landsTen(List<Hold> held, List<Loss> losses) throws IOException {
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

  public void landsTen() throws IOException {
    landsTen(List.of(), List.of());
  }

  /** A run that lands a file for each of so many records. */
  public void lands(int count) throws IOException {
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

  public void fences() throws IOException {
    StoredEntry head = tracker().ledger().head().orElseThrow();
    OffsetState carried = ((OffsetEntry) head.entry()).state();
    append(new OffsetEntry.Fence(header(), carried, "run-dead", "the job failed"));
  }

  private void append(OffsetEntry entry) {
    assertInstanceOf(AppendAnswer.Committed.class, tracker().ledger().append(entry));
  }

  private EntryHeader header() throws IOException {
    long version = tracker().ledger().headVersion() + 1;
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
        tracker().ledger().head().map(StoredEntry::checksum).orElse(""));
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
