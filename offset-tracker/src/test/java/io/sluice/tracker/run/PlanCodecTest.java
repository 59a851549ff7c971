package io.sluice.tracker.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.tracker.Golden;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Plan.ErrorBudget;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Plans and manifests, which one run writes and a later Sluice may have to publish from. */
class PlanCodecTest {
  private static final String RUN = "20261121T110333Z-k3x9qa";
  private static final OffsetRange RANGE =
      new OffsetRange(new KafkaPartition("orders", 0), 100, 150);

  private static final Plan PLAN =
      new Plan(
          "web",
          "k3x9qa7b2c1d",
          RUN,
          6,
          "9f86d081",
          "MkU3OEVBNTcwNTJENDM2Qg",
          "hdfs://nameservice",
          1_795_259_013_000L,
          OnFailure.NONE,
          List.of(
              new PlannedTopic(
                  "orders",
                  "AAAAAAAAAAAAAAAAAAAAAQ",
                  "/data/orders",
                  "/data/.quarantine/orders",
                  "{\"type\":\"record\",\"name\":\"O\",\"fields\":[]}",
                  "5feceb66",
                  Map.of("format", "avro", "path.format", "'dt'=yyyy-MM-dd"),
                  new ErrorBudget(100, 0.001),
                  List.of(
                      new PlannedRange(
                          0,
                          90,
                          100,
                          150,
                          160,
                          5,
                          0,
                          1_795_259_000_000L,
                          List.of(Gap.exact(Gap.Kind.LOST, 90, 100))),
                      new PlannedRange(
                          1, 7, 7, 7, 7, LeaderEpoch.UNKNOWN, 0, 1_795_259_000_000L, List.of())))),
          List.of(new PlannedTask(0, 4_096, List.of(new Piece(RANGE, 5, 0)))),
          List.of(
              new Hold(
                  "clicks/schema",
                  "clicks",
                  Hold.WHOLE_TOPIC,
                  Hold.Cause.SCHEMA,
                  "Cannot land clicks.",
                  1,
                  5)),
          List.of(new Loss("orders/0/g0/lost-90", "orders", 0, 0, 90, 100, 2, 7)),
          new TopicPatterns(List.of("orders"), "", ""),
          List.of(new LeftOut("clips", "no leader")));

  private static final Manifest MANIFEST =
      new Manifest(
          RUN,
          6,
          0,
          "1000",
          List.of(
              new PieceOutcome(
                  RANGE,
                  120,
                  5,
                  6,
                  17,
                  1,
                  1_795_259_012_999L,
                  List.of(new Gap(Gap.Kind.ABSENT, 103, 110, 2)),
                  Optional.of(
                      new RangeFailure(
                          RangeFailure.Kind.MEMORY, "too large", OptionalLong.of(125))))),
          List.of(
              new StagedFile(
                  StagedFile.Kind.DATA,
                  "orders",
                  0,
                  "dt=2026-11-21",
                  "/data/orders/.sluice-staging/f.staged",
                  "/data/orders/dt=2026-11-21/f",
                  12,
                  17,
                  0xFF,
                  List.of(new StagedFile.Part(0, 100, 119, 17)))),
          Map.of("clicks", "created again"));

  @Test
  void aPlanIsWrittenAsTheGoldenFileShows() throws IOException {
    Golden.assertSame("plan.json", PlanCodec.write(PLAN));
  }

  @Test
  void aPlanIsReadFromTheGoldenFile() throws IOException {
    assertEquals(PLAN, PlanCodec.read(Golden.bytes("plan.json"), "plan.json"));
  }

  @Test
  void aManifestIsWrittenAsTheGoldenFileShows() throws IOException {
    Golden.assertSame("manifest.json", ManifestCodec.write(MANIFEST));
  }

  @Test
  void aManifestIsReadFromTheGoldenFile() throws IOException {
    assertEquals(MANIFEST, ManifestCodec.read(Golden.bytes("manifest.json"), "manifest"));
  }

  @Test
  void aManifestThatContradictsItselfIsRefused() throws IOException {
    String wrong =
        new String(Golden.bytes("manifest.json"), UTF_8)
            .replace("\"reached\":120", "\"reached\":121");

    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class,
            () -> ManifestCodec.read(wrong.getBytes(UTF_8), "manifest"));

    assertEquals(
        "Cannot read manifest: it is damaged (Of orders-0[100,150), reached 121, 20 offsets are"
            + " accounted for). Restore the file from a backup.",
        refused.getMessage());
  }
}
