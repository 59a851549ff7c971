package io.sluice.tracker.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.tracker.Golden;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.retention.Digest.Covered;
import io.sluice.tracker.retention.Digest.Life;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestCodecTest {
  private static final String TIME_PARTITION = "dt=2026-11-21/hour=11";

  private static final Digest DIGEST =
      new Digest(
          6,
          "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          Map.of(
              "/data/orders/" + TIME_PARTITION,
              FilesSum.none("orders", TIME_PARTITION)
                  .with("7-20261121T110333Z-k3x9qa-0-0.avro", 4_096, 0x00cafe01, 95)),
          Map.of(
              new Life(new KafkaPartition("orders", 0), 0), new Covered(90, 150, 45, 1, 14),
              new Life(new KafkaPartition("orders", 3), 1), new Covered(1_200, 1_250, 50, 0, 0)));

  @Test
  void aDigestIsStoredAsInTheGoldenFile() throws IOException {
    Golden.assertSame("digest.json", Golden.unzip(DigestCodec.write(DIGEST)));
  }

  @Test
  void aStoredDigestIsReadAsItWasWritten() throws IOException {
    assertEquals(DIGEST, DigestCodec.read(DigestCodec.write(DIGEST), "digest"));
  }
}
