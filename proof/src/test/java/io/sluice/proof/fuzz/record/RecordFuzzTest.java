package io.sluice.proof.fuzz.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** As many records as a build has time for; {@code scripts/prove.sh fuzz} tries more. */
class RecordFuzzTest {
  private static final int RECORDS = 2_000;
  private static final int UNKNOWN_IDS = 10_000;

  @Test
  void recordsOfEveryFormatLandOrAreBadAndThrowNothingElse() throws IOException {
    for (String kind : RecordFuzz.KINDS) {
      try (RecordFuzz fuzz = RecordFuzz.open(kind)) {
        for (int seed = 0; seed < RECORDS; seed++) {
          fuzz.fuzz(seed);
        }
        assertEquals(!kind.equals("unknown-ids"), fuzz.landed() > RECORDS / 10, kind);
      }
    }
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
