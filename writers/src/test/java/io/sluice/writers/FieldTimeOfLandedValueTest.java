package io.sluice.writers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.WriterSchema;
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
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The field {@code timestamp.field} of a value that was written with another schema. */
class FieldTimeOfLandedValueTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T09:30:00Z"));
  private static final String MILLIS = "{'type':'long','logicalType':'timestamp-millis'}";

  private final MemoryStore store = new MemoryStore(CLOCK);
  private final Orders orders = new Orders();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // Renamed: by its present name, and by the one it had.
        "at  | {'name':'old','type':%s}                 | {'name':'at','type':%s,'aliases':['old']} | 02 | dt=1970-01-01/hour=00",
        "old | {'name':'old','type':%s}                 | {'name':'at','type':%s,'aliases':['old']} | 02 | dt=1970-01-01/hour=00",
        "at  | {'name':'at','type':%s}                  | {'name':'at','type':%s,'aliases':['old']} | 02 | dt=1970-01-01/hour=00",
        // Added since, with a default.
        "at  | {'name':'x','type':%s}                   | {'name':'x','type':%s},{'name':'at','type':'string','default':'2026-11-21T07:00:00Z'} | 02 | dt=2026-11-21/hour=07",
        // Within another one.
        "m.at | {'name':'m','type':{'type':'record','name':'M','fields':[{'name':'old','type':%s}]}} | {'name':'m','type':{'type':'record','name':'M','fields':[{'name':'at','type':%s,'aliases':['old']}]}} | 02 | dt=1970-01-01/hour=00",
      })
  void aFieldIsSoughtInWhatLands(
      String field, String written, String landed, String body, String partition)
      throws IOException {
    WriterSchema writer = WriterSchema.parse(record(written), "1");
    OffsetRange range = Orders.range(0, 0, 1);
    TaskWriter task =
        TaskWriter.open(
            new StagedPaths(
                new StagingOwner("shop", "ledger", "/state"), 6, "20261121T093000Z-abc123", 4, "0"),
            store,
            TaskWriterTest.settings("timestamp.extractor=RecordField\ntimestamp.field=" + field),
            CLOCK);
    task.accept(
        new TopicStart(
            "orders",
            "topic-id",
            record(landed),
            "/data/orders",
            "/data/.quarantine/orders",
            List.of(Orders.piece(range, 0))));
    task.accept(
        orders.record(0, 0, 0, writer, ByteBuffer.wrap(java.util.HexFormat.of().parseHex(body))));
    task.accept(Orders.end(range));
    task.accept(TopicEnd.sound("orders"));
    Manifest manifest = task.finish();

    assertEquals(0, manifest.pieces().get(0).quarantined());
    assertEquals(
        List.of(partition), manifest.files().stream().map(StagedFile::timePartition).toList());
  }

  private static String record(String fields) {
    return "{'type':'record','name':'R','fields':[%s]}"
        .formatted(fields.replace("%s", MILLIS))
        .replace('\'', '"');
  }
}
