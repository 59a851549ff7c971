package io.sluice.writers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.TopicEnd;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.MemoryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Late records of many hours at once: what the writers hold in memory is bounded. */
class ParquetHoursTest {
  private static final int HOURS = 400;
  private static final long FIRST_HOUR = Instant.parse("2026-10-01T00:00:00Z").toEpochMilli();
  private static final long HEAP = 128L << 20;

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T09:30:00Z"));
  private final Orders orders = new Orders();

  /**
   * The share of a gigabyte would hide a leak in a short test: so an eighth of it, and less data.
   */
  @Test
  void fourHundredOpenHoursStayWithinTheirShareOfTheHeap() throws IOException {
    int records = 300_000;
    List<ByteBuffer> bodies = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      bodies.add(Orders.body(i));
    }
    TopicWriter writer = writers(new Discarded()).begin(start(records));
    long before = used();
    for (int i = 0; i < records; i++) {
      long time = FIRST_HOUR + (i % HOURS) * 3_600_000L;
      writer.land(orders.record(0, i, time, Orders.SCHEMA, bodies.get(i % 1000)));
    }

    long held = used() - before;

    writer.abandon();
    assertTrue(held < HEAP * 3 / 4, () -> held + " bytes for " + HOURS + " open files");
  }

  @Test
  void aFileWhoseRowGroupsAreWrittenEarlyIsWholeAllTheSame() throws IOException {
    MemoryStore store = new MemoryStore(clock);
    TopicWriters writers =
        new TopicWriters(
            paths(), store, TaskWriterTest.settings("format=parquet"), clock, 1L << 18);
    TopicWriter writer = writers.begin(start(10_000));
    for (int i = 0; i < 10_000; i++) {
      writer.land(orders.record(0, i, FIRST_HOUR + (i % 2) * 3_600_000L));
    }
    writer.endPiece(Orders.end(Orders.range(0, 0, 10_000)));
    writers.close();

    List<StagedFile> files = writer.stagedFiles();

    assertEquals(2, files.size());
    for (StagedFile file : files) {
      ReadParquet read = ReadParquet.of(store.read(file.staged()).orElseThrow());
      assertEquals(5_000, read.rows().size());
      assertTrue(read.rowGroups() > 2, () -> read.rowGroups() + " row groups");
    }
  }

  @Test
  void twoTopicsOfATaskShareTheBudget() throws IOException {
    OffsetRange range = Orders.range(0, 0, 1);
    try (TaskWriter writer =
        TaskWriter.open(
            paths(), new Discarded(), TaskWriterTest.settings("format=parquet"), clock)) {
      for (int topic = 0; topic < 2; topic++) {
        writer.accept(Orders.start(Orders.piece(range, 0)));
        writer.accept(orders.record(0, 0, FIRST_HOUR));
        writer.accept(Orders.end(range));
        writer.accept(TopicEnd.sound("orders"));
      }

      Manifest manifest = writer.finish();

      assertEquals(2, manifest.files().stream().map(StagedFile::path).distinct().count());
    }
  }

  private TopicWriters writers(Discarded staging) {
    return new TopicWriters(
        paths(), staging, TaskWriterTest.settings("format=parquet"), clock, HEAP);
  }

  private static io.sluice.records.TopicStart start(long end) {
    return Orders.start(Orders.piece(Orders.range(0, 0, end), 0));
  }

  private static StagedPaths paths() {
    return new StagedPaths(
        new StagingOwner("shop", "ledger", "/state"), 6, "20261121T093000Z-abc123", 4, "0");
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      runtime.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
