package io.sluice.job.ledger;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An entry in a line.
 *
 * @param records landed by it
 * @param quarantined by it
 * @param files landed by it, those of quarantine among them
 * @param bytes of them
 * @param held what it leaves held
 * @param losses what it leaves lost and not acknowledged
 * @param reason what it says of itself; empty for a run's commit
 */
record EntryLine(
    long version,
    String kind,
    Instant writtenAt,
    String runId,
    String user,
    long records,
    long quarantined,
    int files,
    long bytes,
    int held,
    int losses,
    String reason) {

  static EntryLine of(Entry entry) {
    List<StagedFile> files = files(entry);
    return new EntryLine(
        entry.version(),
        entry.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        Instant.ofEpochMilli(entry.header().writtenAt()).truncatedTo(ChronoUnit.SECONDS),
        entry.runId(),
        entry.header().user(),
        moved(entry).mapToLong(KafkaPartitionState::records).sum(),
        moved(entry).mapToLong(KafkaPartitionState::quarantined).sum(),
        files.size(),
        files.stream().mapToLong(StagedFile::length).sum(),
        entry instanceof OffsetEntry offsets ? offsets.state().waiting().size() : 0,
        entry instanceof OffsetEntry offsets ? offsets.state().losses().size() : 0,
        reason(entry));
  }

  static List<StagedFile> files(Entry entry) {
    if (entry instanceof OffsetEntry offsets) {
      return offsets.files();
    }
    if (entry instanceof MaintenanceEntry.Rewrite rewrite) {
      return rewrite.added();
    }
    return entry instanceof MaintenanceEntry.Replay replay ? replay.added() : List.of();
  }

  private static Stream<KafkaPartitionState> moved(Entry entry) {
    if (entry instanceof OffsetEntry.Ingest ingest) {
      return ingest.state().topics().values().stream()
          .map(TopicState::kafkaPartitions)
          .flatMap(each -> each.values().stream());
    }
    return Stream.empty();
  }

  private static String reason(Entry entry) {
    if (entry instanceof MaintenanceEntry maintenance) {
      return maintenance.reason();
    }
    if (entry instanceof OffsetEntry.Reset reset) {
      return reset.reason();
    }
    if (entry instanceof OffsetEntry.Import imported) {
      return imported.reason();
    }
    return entry instanceof OffsetEntry.Fence fence ? fence.reason() : "";
  }
}
