package io.sluice.maintenance.verify;

import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.BadRecord;
import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.TimestampType;
import io.sluice.records.landing.Compatibility;
import io.sluice.records.landing.Coordinate;
import io.sluice.records.landing.LandingAnswer;
import io.sluice.records.landing.LandingRules;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FileThreads;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.staging.LandingDirectories;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.Durability;
import io.sluice.tracker.store.LocalStore;
import io.sluice.tracker.store.RetryPolicy;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.VerifyReport;
import io.sluice.writers.TaskWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Files as tasks write them, on a local disk, and a ledger that names them. */
final class LandedWorld {
  static final WriterSchema SCHEMA =
      WriterSchema.parse(
          """
          {"type":"record","name":"Order","fields":[
            {"name":"id","type":"string"},
            {"name":"tags","type":{"type":"map","values":["null","string"]}},
            {"name":"lines","type":{"type":"array","items":"int"}},
            {"name":"note","type":["null","string"],"default":null}]}""",
          "42");

  /** Of what lands as text. */
  static final WriterSchema TEXT = WriterSchema.parse("\"string\"", "");

  static final String TOPIC_ID = "topic-id";
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

  private final Path directory;
  private final String format;
  private final List<Coordinate> coordinates;
  private final Store store;
  private final LocalStore local;
  final Tracker tracker;
  final FileSystem files;
  final Configuration hadoop = new Configuration(false);

  LandedWorld(Path directory, String format, List<Coordinate> coordinates) throws IOException {
    this.directory = directory;
    this.format = format;
    this.coordinates = coordinates;
    local = new LocalStore(directory + "/state", Durability.NONE);
    store = local;
    InstantSource clock = InstantSource.fixed(NOW);
    tracker =
        new Tracker(
            "shop",
            store,
            new Layout(directory + "/state"),
            new Author(clock, "test", "me"),
            RetryPolicy.of(clock, Duration.ZERO),
            FileThreads.of(1),
            new Random(1),
            new LandingDirectories(directory + "/data", directory + "/data/.quarantine"));
    files = new RawLocalFileSystem();
    files.initialize(java.net.URI.create("file:///"), hadoop);
  }

  String topicDirectory() {
    return directory + "/data/orders";
  }

  String landing() {
    LandingAnswer answer =
        new LandingRules(coordinates, "kafka_", Set.of(), Compatibility.BACKWARD)
            .first("orders", schema().schema());
    if (answer instanceof LandingAnswer.Fixed fixed) {
      return fixed.schema().text();
    }
    throw new AssertionError(answer);
  }

  private WriterSchema schema() {
    return format.equals("text") ? TEXT : SCHEMA;
  }

  private ByteBuffer value(long offset) {
    return format.equals("text") ? line(offset) : body(offset);
  }

  /** A body of {@link #TEXT}. */
  static ByteBuffer line(long offset) {
    byte[] text = ("line " + offset).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + text.length).put((byte) (2 * text.length)).put(text).flip();
  }

  static ByteBuffer body(long offset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(SCHEMA.schema())
          .write(
              new GenericRecordBuilder(SCHEMA.schema())
                  .set("id", "order-" + offset)
                  .set("tags", Map.of("a", "x" + offset, "b", "y", "c", "z"))
                  .set("lines", List.of(1, 2, (int) offset))
                  .set("note", offset % 2 == 0 ? null : "note")
                  .build(),
              encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /**
   * A run that lands ten offsets of one Kafka partition: the fifth is bad, the sixth a tombstone,
   * the seventh absent; every hour has two records.
   */
  List<StagedFile> lands(long start) throws IOException {
    long version = tracker.ledger().headVersion() + 1;
    String runId = "20261121T0930%02dZ-abc123".formatted(version);
    StagedPaths paths =
        new StagedPaths(new StagingOwner("shop", "ledger", "/state"), version - 1, runId, 0, "0");
    OffsetRange range = new OffsetRange(new KafkaPartition("orders", 0), start, start + 10);
    FetchedRecord fetched = new FetchedRecord();
    Manifest manifest;
    try (TaskWriter writer = TaskWriter.open(paths, local, settings(), InstantSource.fixed(NOW))) {
      writer.accept(
          new TopicStart(
              "orders",
              TOPIC_ID,
              landing(),
              topicDirectory(),
              directory + "/data/.quarantine/orders",
              List.of(new Piece(range, LeaderEpoch.UNKNOWN, 0))));
      for (long offset = start; offset < start + 10; offset++) {
        long timestamp = NOW.minusSeconds((offset - start) / 2 * 3600).toEpochMilli();
        fetched.coordinates().at("orders", 0, offset).stamped(timestamp, TimestampType.CREATE_TIME);
        fetched.valued(value(offset));
        if (offset == start + 5) {
          writer.accept(BadRecord.of(fetched, new BadRecordException("bad", "No schema 9.")));
        } else if (offset == start + 6) {
          writer.accept(
              new io.sluice.records.DroppedRecord(fetched.coordinates(), Gap.Kind.TOMBSTONE));
        } else if (offset != start + 7) {
          writer.accept(new InFlightRecord(fetched, schema()).with(schema(), value(offset)));
        }
      }
      writer.accept(
          new PieceEnd(
              range,
              range.end(),
              3,
              3,
              List.of(Gap.exact(Gap.Kind.ABSENT, start + 7, start + 8)),
              Optional.empty()));
      writer.accept(TopicEnd.sound("orders"));
      manifest = writer.finish();
    }
    commit(version, runId, start, manifest);
    return manifest.files();
  }

  private Settings settings() {
    Problems problems = new Problems();
    Settings settings = Settings.NONE.overlay("format=" + format, "test", problems);
    problems.throwIfAny();
    return settings;
  }

  private void commit(long version, String runId, long start, Manifest manifest)
      throws IOException {
    append(
        version,
        runId,
        new KafkaPartitionState(
            0, start, start + 10, 3, 0, -1, version, 7, 1, manifest.pieces().get(0).gaps()),
        manifest.files());
    tracker.recovery().recover();
  }

  /**
   * Appends a first version that has landed this file of Kafka partition 0, from offset 0 on.
   *
   * @return the file with its checksum, as the version names it
   */
  StagedFile landed(StagedFile file) throws IOException {
    String runId = "20261121T093001Z-abc123";
    StagedPaths paths =
        new StagedPaths(new StagingOwner("shop", "ledger", "/state"), 0, runId, 0, "0");
    String name = paths.finalName(0, file.path().substring(file.path().lastIndexOf('.') + 1));
    String path = StagedPaths.landed(topicDirectory(), "", name);
    Files.createDirectories(Path.of(topicDirectory()));
    Files.copy(Path.of(file.path()), Path.of(path));
    StagedFile named =
        new StagedFile(
            file.kind(),
            file.topic(),
            file.fileGroup(),
            "",
            paths.staged(topicDirectory(), "", name),
            path,
            file.length(),
            file.records(),
            bytes().crc32c(path).orElseThrow(),
            file.parts());
    append(
        1,
        runId,
        new KafkaPartitionState(0, 0, file.records(), 3, 0, -1, 1, file.records(), 0, List.of()),
        List.of(named));
    return named;
  }

  private void append(
      long version, String runId, KafkaPartitionState state, List<StagedFile> landed)
      throws IOException {
    Ingest entry =
        new Ingest(
            new EntryHeader(
                "shop",
                "ledger",
                version,
                runId,
                0,
                "test",
                "me",
                "cluster",
                "file:///",
                tracker.ledger().head().map(StoredEntry::checksum).orElse("")),
            new OffsetState(
                Map.of("orders", new TopicState("orders", TOPIC_ID, "", Map.of(0, state))),
                List.of(),
                List.of(),
                TopicPatterns.NONE,
                List.of()),
            landed);
    tracker.ledger().append(entry);
  }

  /** A reset after which the topic is what this makes of it. */
  void resets(String reason, UnaryOperator<TopicState> orders) throws IOException {
    StoredEntry head = tracker.ledger().head().orElseThrow();
    OffsetState carried = head.offsets().state().carried();
    tracker
        .ledger()
        .append(
            new Reset(
                new Author(InstantSource.fixed(NOW), "test", "me").headerAfter(head, "act"),
                new OffsetState(
                    Map.of("orders", orders.apply(carried.topic("orders").orElseThrow())),
                    List.of(),
                    List.of(),
                    TopicPatterns.NONE,
                    List.of()),
                reason));
  }

  VerifyReport deep() throws IOException {
    LandedBytes bytes = bytes();
    VerifyReport report = tracker.shallowVerify().verify(List.of(topicDirectory()), bytes);
    return report.with(deep(bytes).verify());
  }

  LandedBytes bytes() {
    return new LandedBytes(new LandedFooters(files, hadoop));
  }

  DeepVerify deep(LandedBytes bytes) {
    return new DeepVerify(tracker.ledger(), new LandedRows(files, hadoop), bytes);
  }

  static List<Finding.Kind> kinds(VerifyReport report) {
    return new ArrayList<>(report.findings().stream().map(Finding::kind).toList());
  }
}
