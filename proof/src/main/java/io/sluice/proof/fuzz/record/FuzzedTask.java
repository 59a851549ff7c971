package io.sluice.proof.fuzz.record;

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
import io.sluice.records.landing.NameCase;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.writers.TaskWriter;
import io.sluice.writers.file.FileFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** The writing side of one task: rows and files of one format, staged in memory. */
final class FuzzedTask {
  private static final String TOPIC = "fuzzed";
  private static final long END = 1L << 40;
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

  /** Class of an error that is a defect of ours, of which a task makes a bad record. */
  private static final String DEFECT = "row-failed";

  private final MemoryStore store;
  private final TaskWriter writer;
  private long next;
  private long bad;

  private FuzzedTask(MemoryStore store, TaskWriter writer) {
    this.store = store;
    this.writer = writer;
  }

  /** Begins a task of a topic of that schema. */
  static FuzzedTask begin(FileFormat format, WriterSchema schema) throws IOException {
    Problems problems = new Problems();
    String coordinates =
        List.of(Coordinate.values()).stream()
            .map(Coordinate::text)
            .collect(Collectors.joining(","));
    Settings settings =
        Settings.NONE.overlay(
            "format=" + format.name() + "\ncoordinates=" + coordinates, "fuzz", problems);
    problems.throwIfAny();
    InstantSource clock = InstantSource.fixed(NOW);
    MemoryStore store = new MemoryStore(clock);
    TaskWriter writer =
        TaskWriter.open(
            new StagedPaths(
                new StagingOwner("fuzz", "ledger", "/state"), 0, "20261121T093000Z-fuzzed", 0, "0"),
            store,
            settings,
            clock);
    FuzzedTask task = new FuzzedTask(store, writer);
    writer.accept(
        new TopicStart(
            TOPIC,
            "id",
            landing(format, schema),
            "/data",
            "/bad",
            List.of(new Piece(range(), LeaderEpoch.UNKNOWN, 0))));
    return task;
  }

  private static String landing(FileFormat format, WriterSchema schema) {
    LandingAnswer answer =
        new LandingRules(
                List.of(Coordinate.values()),
                "kafka_",
                Set.of("dt", "hour"),
                Compatibility.BACKWARD,
                NameCase.WARN,
                format.columns())
            .first(TOPIC, schema.schema());
    if (answer instanceof LandingAnswer.Fixed fixed) {
      return fixed.schema().text();
    }
    throw new IllegalStateException("The fuzzed schema does not land: " + answer);
  }

  private static OffsetRange range() {
    return new OffsetRange(new KafkaPartition(TOPIC, 0), 0, END);
  }

  /** The next record, which is given its place in Kafka. */
  void place(FetchedRecord fetched, long timestamp, TimestampType type) {
    fetched.coordinates().at(TOPIC, 0, next).stamped(timestamp, type);
    next++;
  }

  void land(FetchedRecord fetched, WriterSchema schema, ByteBuffer body) throws IOException {
    writer.accept(new InFlightRecord(fetched, schema).with(schema, body));
  }

  void quarantine(FetchedRecord fetched, BadRecordException error) throws IOException {
    writer.accept(BadRecord.of(fetched, error));
    bad++;
  }

  /** Closes the files, and checks that each record is accounted for. */
  void end() throws IOException {
    writer.accept(
        new PieceEnd(
            range(),
            next,
            LeaderEpoch.UNKNOWN,
            LeaderEpoch.UNKNOWN,
            List.of(),
            Optional.of(new RangeFailure(RangeFailure.Kind.LIMIT, "enough"))));
    writer.accept(TopicEnd.sound(TOPIC));
    Manifest manifest = writer.finish();
    PieceOutcome outcome = manifest.pieces().get(0);
    if (!manifest.spoiledTopics().isEmpty()
        || outcome.reached() != next
        || outcome.quarantined() < bad
        || outcome.records() + outcome.quarantined() != next) {
      throw new AssertionError("Of %d records: %s".formatted(next, manifest));
    }
    read(manifest);
  }

  /** Reads what Avro has written, and looks among the bad records for those of a defect. */
  private void read(Manifest manifest) throws IOException {
    for (StagedFile file : manifest.files()) {
      if (!file.path().endsWith(".avro")) {
        continue;
      }
      long rows = 0;
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(
              new SeekableByteArrayInput(store.read(file.staged()).orElseThrow()),
              new GenericDatumReader<>(null, null, new GenericData()))) {
        while (reader.hasNext()) {
          GenericRecord row = reader.next();
          rows++;
          if (file.kind() == StagedFile.Kind.QUARANTINE
              && row.get("error_class").toString().equals(DEFECT)) {
            throw new AssertionError("No row can be made of record " + row);
          }
        }
      }
      if (rows != file.records()) {
        throw new AssertionError(rows + " rows are in " + file);
      }
    }
  }
}
