package io.sluice.writers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.WriterSchema;
import io.sluice.records.landing.LandingSchema;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RecordFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic whose files cannot be written spoils itself, not the task. */
class UnwritableTopicTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T09:30:00Z"));
  private static final long NINE = Instant.parse("2026-11-21T09:00:00Z").toEpochMilli();
  private static final StagedPaths PATHS =
      new StagedPaths(
          new StagingOwner("shop", "ledger", "/state"), 6, "20261121T093000Z-abc123", 4, "0");

  private final MemoryStore store = new MemoryStore(CLOCK);
  private final Orders orders = new Orders();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'array','items':'null'}",
        "{'type':'map','values':'null'}",
        "['null']",
        "{'type':'array','items':{'type':'record','name':'Empty','fields':[]}}",
        "{'type':'fixed','name':'F','size':0}",
        "['null','R']"
      })
  void aTypeThatParquetCannotHoldSpoilsOnlyItsTopic(String type) throws IOException {
    String schema =
        "{'type':'record','name':'R','fields':[{'name':'f','type':%s}]}"
            .formatted(type)
            .replace('\'', '"');
    byte[] body = type.contains("'map'") || type.contains("'array'") ? new byte[1] : new byte[0];
    ByteBuffer value = ByteBuffer.wrap(type.startsWith("['null'") ? new byte[1] : body);
    WriterSchema writer = WriterSchema.parse(schema, "9");
    OffsetRange range = Orders.range(0, 0, 2);
    TaskWriter task =
        TaskWriter.open(PATHS, store, TaskWriterTest.settings("format=parquet"), CLOCK);

    task.accept(start(schema, range));
    task.accept(orders.record(0, 0, NINE, writer, value));
    task.accept(orders.record(0, 1, NINE + 3_600_000, writer, value));
    task.accept(Orders.end(range));
    task.accept(TopicEnd.sound("orders"));
    task.accept(Orders.start(Orders.piece(range, 0)));
    task.accept(orders.record(0, 0, NINE));
    task.accept(orders.record(0, 1, NINE));
    task.accept(Orders.end(range));
    task.accept(TopicEnd.sound("orders"));
    Manifest manifest = task.finish();

    assertEquals(List.of(2L), manifest.files().stream().map(StagedFile::records).toList());
    assertEquals(2, manifest.pieces().get(0).reached());
    String reason = manifest.spoiledTopics().getOrDefault("orders", "");
    assertTrue(reason.startsWith("Cannot write topic 'orders' as parquet: "), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin", "append", "close"})
  void aFormatThatFailsOnItsRowsIsNoFailureOfTheAttempt(String moment) throws Exception {
    TopicFiles files = files(1);
    FileGroup group = new FileGroup(0);
    TopicFiles.Target target = target(new FailingFiles(moment, new IllegalStateException("no")));

    UnwritableException error =
        assertThrows(
            UnwritableException.class,
            () -> {
              files.append(target, group, "", row(), 0, 0, "");
              files.close(group);
            });
    files.abandon();

    assertTrue(error.getMessage().contains("IllegalStateException: no"), error.getMessage());
    assertEquals(List.of(), files.closed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin", "append", "close"})
  void aFileSystemThatFailsIsAFailureOfTheAttempt(String moment) {
    TopicFiles files = files(1);
    FileGroup group = new FileGroup(0);
    RuntimeException wrapped = new UncheckedIOException(new IOException("no space"));
    TopicFiles.Target target = target(new FailingFiles(moment, wrapped));

    IOException error =
        assertThrows(
            IOException.class,
            () -> {
              files.append(target, group, "", row(), 0, 0, "");
              files.close(group);
            });

    assertEquals("no space", error.getMessage());
  }

  @Test
  void nothingOfATopicIsOnTheFileSystemBeforeItsRowsAreMany() throws Exception {
    TopicFiles files = files(1 << 20);
    TopicFiles.Target target =
        target(new FailingFiles("begin", new IllegalStateException("opened")));

    files.append(target, new FileGroup(0), "", row(), 0, 0, "");
    files.abandon();

    assertEquals(List.of(), files.closed());
  }

  private TopicFiles files(long fileBytes) {
    return new TopicFiles(
        PATHS, store, "orders", () -> 0, new TopicFiles.Limits(fileBytes, 10, 1 << 20));
  }

  private static TopicFiles.Target target(RecordFiles files) {
    return new TopicFiles.Target(
        StagedFile.Kind.DATA,
        "/data/orders",
        "/data/orders",
        files,
        Schema.create(Schema.Type.STRING),
        Map.of());
  }

  private static ByteBuffer row() {
    return ByteBuffer.wrap(new byte[] {2, 'a'});
  }

  private static TopicStart start(String schema, OffsetRange range) {
    LandingSchema landing = LandingSchema.parse(schema);
    return new TopicStart(
        "orders",
        "topic-id",
        landing.text(),
        "/data/orders",
        "/data/.quarantine/orders",
        List.of(Orders.piece(range, 0)));
  }

  /** A format that fails at one moment. */
  private record FailingFiles(String moment, RuntimeException failure) implements RecordFiles {
    @Override
    public RecordFile begin(StagedOutput output, Schema schema, Map<String, String> metadata) {
      failAt("begin");
      return new RecordFile() {
        @Override
        public void append(ByteBuffer row) {
          failAt("append");
        }

        @Override
        public long size() {
          return 0;
        }

        @Override
        public void close() {
          failAt("close");
        }

        @Override
        public void abandon() throws IOException {
          output.abandon();
          throw new IllegalStateException("half a row");
        }
      };
    }

    private void failAt(String now) {
      if (now.equals(moment)) {
        throw failure;
      }
    }

    @Override
    public String extension() {
      return "odd";
    }

    @Override
    public void close() {}
  }
}
