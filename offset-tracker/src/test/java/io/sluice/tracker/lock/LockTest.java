package io.sluice.tracker.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.tracker.json.NewerFormatException;
import io.sluice.tracker.lock.LockAnswer.Acquired;
import io.sluice.tracker.lock.LockAnswer.HeldBy;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.ManualClock;
import io.sluice.tracker.store.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockTest {
  private static final LockHolder ME = new LockHolder("a", "host", 1, "etl");
  private static final LockHolder YOU = new LockHolder("b", "host", 2, "etl");

  private final ManualClock fileSystemClock = new ManualClock();
  private final MemoryStore store = new MemoryStore(fileSystemClock);
  private final Lock lock = new Lock(store, new Layout("/state"));

  @Test
  void aFreeLockIsAcquiredAndIsThenHeld() throws IOException {
    assertEquals(new Acquired(), lock.acquire(ME));
    fileSystemClock.pass(Duration.ofSeconds(90));

    assertEquals(new HeldBy(ME, Duration.ofSeconds(90)), lock.acquire(YOU));
  }

  @Test
  void aLockOfANewerSluiceIsLeftAndTheNewerOneIsToBeUsed() throws IOException {
    lock.acquire(ME);
    String path = new Layout("/state").lock();
    store.delete(path);
    store.putIfAbsent(path, "{\"format\":99}".getBytes(UTF_8));

    NewerFormatException newer = assertThrows(NewerFormatException.class, () -> lock.acquire(YOU));

    assertEquals(
        "Cannot read "
            + path
            + ": it has format 99, this Sluice knows formats up to 1. Use the Sluice that wrote it, or a newer one.",
        newer.getMessage());
  }

  @Test
  void whoHoldsTheLockMayAskAgain() throws IOException {
    lock.acquire(ME);

    assertEquals(new Acquired(), lock.acquire(ME));
  }

  @Test
  void aReleasedLockIsFree() throws IOException {
    lock.acquire(ME);
    lock.release(ME);

    assertEquals(new Acquired(), lock.acquire(YOU));
  }

  @Test
  void aRenewedLockIsYoung() throws IOException {
    lock.acquire(ME);
    fileSystemClock.pass(Duration.ofHours(1));
    lock.renew(ME);

    assertEquals(new HeldBy(ME, Duration.ZERO), lock.acquire(YOU));
  }

  @Test
  void whatADeadClientHeldCanBeTakenOverAndStaysSo() throws IOException {
    lock.acquire(ME);

    assertEquals(new Acquired(), lock.takeOver(ME, YOU));

    lock.renew(ME);
    lock.release(ME);
    assertEquals(new HeldBy(YOU, Duration.ZERO), lock.acquire(ME));
  }

  @Test
  void nothingStaysOfTheClocksProbes() throws IOException {
    lock.acquire(ME);
    lock.acquire(YOU);

    assertEquals(java.util.List.of("/state/lock"), store.paths());
  }
}
