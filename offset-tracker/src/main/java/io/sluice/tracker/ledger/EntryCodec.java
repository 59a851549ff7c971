package io.sluice.tracker.ledger;

import static io.sluice.tracker.json.Field.hex;
import static io.sluice.tracker.json.Field.inline;
import static io.sluice.tracker.json.Field.integer;
import static io.sluice.tracker.json.Field.list;
import static io.sluice.tracker.json.Field.named;
import static io.sluice.tracker.json.Field.number;
import static io.sluice.tracker.json.Field.text;
import static io.sluice.tracker.json.Field.texts;
import static io.sluice.tracker.json.Field.value;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Release;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.json.Form;
import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.KindsForm;
import io.sluice.tracker.json.RecordForm;
import io.sluice.tracker.json.SharedForms;
import io.sluice.tracker.json.UnreadableStateException;
import java.util.List;
import java.util.Map;

/**
 * An entry as it is stored: one JSON object in gzip, first its kind, then what all kinds have in
 * common up to {@code previous}, then what the kind has.
 */
public final class EntryCodec {
  private static final RecordForm<EntryHeader> HEADER =
      RecordForm.of(
          EntryHeader.class,
          number("version"),
          text("ingestion"),
          text("ledgerId"),
          text("runId"),
          number("writtenAt"),
          text("writtenBy"),
          text("user"),
          text("clusterId"),
          text("fileSystem"),
          text("previous"));

  private static final RecordForm<KafkaPartitionState> KAFKA_PARTITION =
      RecordForm.of(
          KafkaPartitionState.class,
          integer("n").of("number"),
          number("before"),
          number("after"),
          integer("epoch").of("leaderEpoch"),
          integer("generation"),
          number("watermark"),
          number("served"),
          number("records").orElse(0L),
          number("quarantined").orElse(0L),
          list("gaps", SharedForms.GAP).orElse(List.of()));

  private static final RecordForm<TopicState> TOPIC =
      RecordForm.of(
          TopicState.class,
          text("topic"),
          text("topicId"),
          texts("formerIds").orElse(List.of()),
          text("schema").of("schemaFingerprint"),
          named("layout"),
          value("kafkaPartitions", Form.byKey(KAFKA_PARTITION, KafkaPartitionState::number)));

  private static final RecordForm<OffsetState> STATE =
      RecordForm.of(
          OffsetState.class,
          value("topics", Form.byKey(TOPIC, TopicState::topic)),
          SharedForms.HELD,
          SharedForms.LOSSES,
          value("patterns", SharedForms.PATTERNS),
          texts("leftOut"));

  private static final KindsForm<Entry> ENTRY =
      KindsForm.of(
          Entry.class,
          Map.of(
              "ingest",
              RecordForm.of(
                  OffsetEntry.Ingest.class,
                  inline("header", HEADER),
                  inline("state", STATE),
                  list("files", SharedForms.FILE)),
              "reset",
              RecordForm.of(
                  OffsetEntry.Reset.class,
                  inline("header", HEADER),
                  text("reason"),
                  inline("state", STATE)),
              "import",
              RecordForm.of(
                  OffsetEntry.Import.class,
                  inline("header", HEADER),
                  text("source"),
                  text("reason"),
                  inline("state", STATE)),
              "fence",
              RecordForm.of(
                  OffsetEntry.Fence.class,
                  inline("header", HEADER),
                  text("fenced"),
                  text("reason"),
                  inline("state", STATE)),
              "rewrite",
              RecordForm.of(
                  MaintenanceEntry.Rewrite.class,
                  inline("header", HEADER),
                  text("reason"),
                  texts("removed"),
                  list("added", SharedForms.FILE)),
              "replay",
              RecordForm.of(
                  MaintenanceEntry.Replay.class,
                  inline("header", HEADER),
                  text("reason"),
                  texts("sources"),
                  list("added", SharedForms.FILE)),
              "acknowledge",
              RecordForm.of(
                  Acknowledge.class,
                  inline("header", HEADER),
                  text("reason"),
                  texts("losses"),
                  list(
                      "changes",
                      RecordForm.of(
                          Acknowledge.Change.class,
                          text("path"),
                          number("was").of("lengthWas"),
                          number("found").of("lengthFound"),
                          hex("crc32c"))),
                  number("published").of("publishedVersion")),
              "release",
              RecordForm.of(
                  Release.class,
                  inline("header", HEADER),
                  text("reason"),
                  text("topic"),
                  list("ranges", Form.tuple(Release.ReleasedRange.class)))));

  private static final JsonFile<Entry> FILE = JsonFile.gzip(1, ENTRY);

  private EntryCodec() {}

  public static byte[] write(Entry entry) {
    return FILE.write(entry);
  }

  /**
   * Reads an entry.
   *
   * @param path for messages
   */
  public static Entry read(byte[] content, String path) throws UnreadableStateException {
    return FILE.read(content, path);
  }

  /** Reads what all kinds have in common, and no further. */
  static EntryHeader readHeader(byte[] content, String path) throws UnreadableStateException {
    return FILE.read(
        content,
        path,
        in -> {
          ENTRY.readKind(in);
          return HEADER.readFirst(in);
        });
  }

  /** SHA-256 of the stored bytes in hex, which the successor carries. */
  public static String checksum(byte[] content) {
    return JsonFile.checksum(content);
  }
}
