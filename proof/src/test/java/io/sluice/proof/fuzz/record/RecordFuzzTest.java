package io.sluice.proof.fuzz.record;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** As many records as a build has time for; {@code scripts/prove.sh fuzz} tries more. */
class RecordFuzzTest {
  private static final int UNKNOWN_IDS = 10_000;

  @Test
  void aFuzzOfWhichNoRecordLandsShowsNothing() {
    for (String kind : RecordFuzz.KINDS) {
      RecordFuzz.checkLanded(kind, 999, 0);
      RecordFuzz.checkLanded(kind, 1000, 101);
      if (!kind.equals("unknown-ids")) {
        assertThrows(AssertionError.class, () -> RecordFuzz.checkLanded(kind, 1000, 100), kind);
      }
    }
    RecordFuzz.checkLanded("unknown-ids", 1000, 0);
  }

  @Test
  void tenThousandUnknownSchemaIdsCostAHundredRequestsAtMost() throws IOException {
    try (RecordFuzz fuzz = RecordFuzz.open("unknown-ids")) {
      for (int seed = 0; seed < UNKNOWN_IDS; seed++) {
        fuzz.fuzz(seed);
      }
      assertTrue(fuzz.requests() <= 100, () -> fuzz.requests() + " requests");
    }
  }
}
