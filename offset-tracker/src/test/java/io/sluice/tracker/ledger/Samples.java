package io.sluice.tracker.ledger;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.MaintenanceEntry.Release;
import io.sluice.tracker.entry.MaintenanceEntry.Release.ReleasedRange;
import io.sluice.tracker.entry.MaintenanceEntry.Replay;
import io.sluice.tracker.entry.MaintenanceEntry.Rewrite;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Import;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One entry of each kind, with every field in use. */
final class Samples {
  static final EntryHeader HEADER =
      new EntryHeader(
          "web",
          "k3x9qa7b2c1d",
          7,
          "20261121T110333Z-k3x9qa",
          1_795_259_013_000L,
          "sluice 0.1.0",
          "etl",
          "MkU3OEVBNTcwNTJENDM2Qg",
          "hdfs://nameservice",
          "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

  static final StagedFile DATA =
      new StagedFile(
          StagedFile.Kind.DATA,
          "orders",
          0,
          "dt=2026-11-21/hour=11",
          "/data/orders/.sluice-staging/web-k3x9qa7b2c1d-0a1b2c3d/6/20261121T110333Z-k3x9qa/0.0/"
              + "dt=2026-11-21~hour=11~7-20261121T110333Z-k3x9qa-0-0.avro.staged",
          "/data/orders/dt=2026-11-21/hour=11/7-20261121T110333Z-k3x9qa-0-0.avro",
          4_096,
          95,
          0xCAFE01,
          List.of(new StagedFile.Part(0, 100, 149, 45), new StagedFile.Part(3, 1_200, 1_249, 50)));

  static final StagedFile QUARANTINE =
      new StagedFile(
          StagedFile.Kind.QUARANTINE,
          "orders",
          0,
          "dt=2026-11-21",
          "/data/.quarantine/orders/.sluice-staging/web-k3x9qa7b2c1d-0a1b2c3d/6/20261121T110333Z-k3x9qa/0.0/"
              + "dt=2026-11-21~7-20261121T110333Z-k3x9qa-0-1.avro.staged",
          "/data/.quarantine/orders/dt=2026-11-21/7-20261121T110333Z-k3x9qa-0-1.avro",
          512,
          1,
          0x8000_0001,
          List.of(new StagedFile.Part(0, 120, 120, 1)));

  private static final OffsetState STATE =
      new OffsetState(
          Map.of(
              "orders",
              new TopicState(
                  "orders",
                  "AAAAAAAAAAAAAAAAAAAAAQ",
                  List.of("AAAAAAAAAAAAAAAAAAAAAg"),
                  "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
                  Map.of("format", "avro", "path.format", "'dt'=yyyy-MM-dd"),
                  byNumber(
                      new KafkaPartitionState(
                          0,
                          90,
                          150,
                          5,
                          0,
                          1_795_259_000_000L,
                          7,
                          45,
                          1,
                          List.of(
                              new Gap(Gap.Kind.ABSENT, 100, 140, 3),
                              Gap.exact(Gap.Kind.TOMBSTONE, 145, 146),
                              Gap.exact(Gap.Kind.LOST, 90, 100))),
                      new KafkaPartitionState(
                          3, 1_200, 1_250, 2, 1, 1_795_258_000_000L, 7, 50, 0, List.of()))),
              "clicks",
              new TopicState(
                  "clicks",
                  "",
                  "",
                  byNumber(
                      new KafkaPartitionState(
                          0,
                          0,
                          0,
                          LeaderEpoch.UNKNOWN,
                          0,
                          KafkaPartitionState.NO_WATERMARK,
                          0,
                          0,
                          0,
                          List.of())))),
          List.of(
              new Hold(
                  "clicks/recreated",
                  "clicks",
                  Hold.WHOLE_TOPIC,
                  Hold.Cause.RECREATED,
                  "Cannot read clicks on: it was created again. Run offsets --reset-offsets.",
                  1_795_250_000_000L,
                  5),
              new Hold(
                      "orders/error-budget",
                      "orders",
                      Hold.WHOLE_TOPIC,
                      Hold.Cause.ERROR_BUDGET,
                      "Cannot land topic orders: 200 of its 300 records are bad.",
                      1_795_250_000_000L,
                      5)
                  .about(List.of(new OffsetRange(new KafkaPartition("orders", 3), 1_250, 1_550)))
                  .suspended("the topic is not in the configuration any more")),
          List.of(new Loss("orders/0/g0/lost-90", "orders", 0, 0, 90, 100, 1_795_259_000_000L, 7)),
          new TopicPatterns(List.of("orders"), "cl.*", "clicks-test"),
          List.of("clips"));

  /** By the name of the golden file. */
  static final Map<String, Entry> ENTRIES =
      new TreeMap<>(
          Map.of(
              "ingest", new Ingest(HEADER, STATE, List.of(DATA, QUARANTINE)),
              "reset", new Reset(HEADER, STATE, "truncated by operations, \"ticket\" 42"),
              "import", new Import(HEADER, STATE, "group camus-web", "taken over"),
              "fence", new Fence(HEADER, STATE, "20261121T110333Z-k3x9qa", "the job was killed"),
              "rewrite",
                  new Rewrite(HEADER, "compaction", List.of("/data/orders/a"), List.of(DATA)),
              "replay",
                  new Replay(HEADER, "schema mended", List.of(QUARANTINE.path()), List.of(DATA)),
              "acknowledge",
                  new Acknowledge(
                      HEADER,
                      "known",
                      List.of("orders/0/g0/lost-90"),
                      List.of(new Change(DATA.path(), 4_096, 4_100, 0xcafe)),
                      6),
              "release",
                  new Release(
                      HEADER, "accepted", "orders", List.of(new ReleasedRange(0, 2, 100, 150)))));

  private Samples() {}

  private static Map<Integer, KafkaPartitionState> byNumber(KafkaPartitionState... states) {
    Map<Integer, KafkaPartitionState> byNumber = new TreeMap<>();
    for (KafkaPartitionState state : states) {
      byNumber.put(state.number(), state);
    }
    return byNumber;
  }
}
