package io.sluice.writers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.Staging;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of more hours in turn than may be open. */
class ManyHoursTest {
  private static final long FIRST_HOUR = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;
  private static final long HEAP = 256L << 20;

  private final CountedStaging staging = new CountedStaging();
  private final Orders orders = new Orders();

  @Test
  void aThousandHoursThreeTimesInTurnMakeAThousandFiles() throws IOException {
    List<StagedFile> files = land("", HEAP, 1_000, 3);

    assertEquals(1_000, files.size());
    assertEquals(List.of(3L), files.stream().map(StagedFile::records).distinct().toList());
    assertTrue(staging.mostOpen <= 400, () -> staging.mostOpen + " files were open");
  }

  @Test
  void parquetFilesOfMoreHoursThanMayBeOpenAreOneForEachHour() throws IOException {
    List<StagedFile> files = land("format=parquet\nmax.open.files=10", HEAP, 50, 3);

    assertEquals(50, files.size());
    assertTrue(staging.mostOpen <= 10, () -> staging.mostOpen + " files were open");
  }

  @Test
  void manyRecordsOfMoreHoursThanMayBeOpenWaitWhileThereIsMemory() throws IOException {
    List<StagedFile> files = land("max.open.files=2", HEAP, 10, 2_000);

    assertEquals(10, files.size());
    assertTrue(staging.mostOpen <= 2, () -> staging.mostOpen + " files were open");
  }

  @Test
  void withoutMemoryTheLeastUsedFilesAreClosedAndEveryRecordLands() throws IOException {
    List<StagedFile> files = land("max.open.files=2", 1L << 20, 50, 100);

    assertEquals(5_000, files.stream().mapToLong(StagedFile::records).sum());
    assertTrue(files.size() < 5_000, () -> files.size() + " files");
    assertTrue(staging.mostOpen <= 2, () -> staging.mostOpen + " files were open");
  }

  private List<StagedFile> land(String settings, long heap, int hours, int rounds)
      throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T09:30:00Z"));
    OffsetRange range = Orders.range(0, 0, (long) hours * rounds);
    TopicWriters writers =
        new TopicWriters(
            new StagedPaths(
                new StagingOwner("shop", "ledger", "/state"), 6, "20261121T093000Z-abc123", 4, "0"),
            staging,
            TaskWriterTest.settings(settings),
            clock,
            heap);
    TopicWriter writer = writers.begin(Orders.start(Orders.piece(range, 0)));
    long offset = 0;
    for (int round = 0; round < rounds; round++) {
      for (int hour = 0; hour < hours; hour++) {
        writer.land(orders.record(0, offset++, FIRST_HOUR + hour * HOUR + round));
      }
    }
    writer.endPiece(Orders.end(range));
    writers.close();
    return writer.stagedFiles();
  }

  /** Counts how many files are open at a time. */
  private static final class CountedStaging implements Staging {
    private final Discarded discarded = new Discarded();
    private int open;
    private int mostOpen;

    @Override
    public StagedOutput open(String staged) {
      StagedOutput output = discarded.open(staged);
      open++;
      mostOpen = Math.max(mostOpen, open);
      return new StagedOutput() {
        @Override
        public void write(int b) throws IOException {
          output.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
          output.write(bytes, offset, count);
        }

        @Override
        public long length() {
          return output.length();
        }

        @Override
        public int crc32c() {
          return 0;
        }

        @Override
        public void close() {
          open--;
        }

        @Override
        public void abandon() {
          open--;
        }
      };
    }
  }
}
