package io.sluice.tracker.lock;

import java.time.Duration;

/** Outcome of an attempt to take the lock. */
public sealed interface LockAnswer {
  /** It is ours. */
  record Acquired() implements LockAnswer {}

  /**
   * Another run holds it, or held it when it died.
   *
   * @param age since it was last renewed, on the file system's clock
   */
  record HeldBy(LockHolder holder, Duration age) implements LockAnswer {}
}
