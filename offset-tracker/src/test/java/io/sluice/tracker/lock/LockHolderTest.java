package io.sluice.tracker.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.tracker.Golden;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LockHolderTest {
  private static final LockHolder HOLDER =
      new LockHolder("20261121T110333Z-k3x9qa", "edge-1.example.org", 4_711, "etl");

  @Test
  void aLockIsStoredAsInTheGoldenFile() throws IOException {
    Golden.assertSame("lock.json", HOLDER.toBytes());
  }

  @Test
  void aStoredLockIsReadAsItWasWritten() throws IOException {
    assertEquals(HOLDER, LockHolder.of(Golden.bytes("lock.json"), "lock"));
  }
}
