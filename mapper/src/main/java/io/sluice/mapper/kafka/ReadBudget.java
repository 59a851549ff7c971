package io.sluice.mapper.kafka;

import io.sluice.mapper.limit.ReadLimits;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Time and byte limits of a task, and the time that it has waited for brokers. */
final class ReadBudget {
  /** Short enough to report progress to MapReduce, and to observe the deadline. */
  static final Duration STEP = Duration.ofSeconds(1);

  private final ReadLimits limits;
  private final InstantSource clock;
  private final Runnable heartbeat;
  private final Instant begun;
  private long bytes;
  private long pollMillis;

  ReadBudget(ReadLimits limits, InstantSource clock, Runnable heartbeat) {
    this.limits = limits;
    this.clock = clock;
    this.heartbeat = heartbeat;
    this.begun = clock.instant();
  }

  /** Reports that the task lives, as is due every second or two. */
  void live() {
    heartbeat.run();
  }

  void read(long moreBytes) {
    bytes += moreBytes;
  }

  /** The reason why reading must end now, if so. */
  Optional<String> limit() {
    if (!clock.instant().isBefore(limits.deadline())) {
      return Optional.of("the run's deadline " + limits.deadline() + " has come");
    }
    return bytes >= limits.maxBytes()
        ? Optional.of("the task has read " + bytes + " of at most " + limits.maxBytes() + " bytes")
        : Optional.empty();
  }

  /** Sleeps until the bytes read so far are within the rate, or the deadline has come. */
  void keepPace() throws InterruptedIOException {
    heartbeat.run();
    if (limits.bytesPerSecond() == ReadLimits.UNLIMITED) {
      return;
    }
    Instant due = begun.plusMillis((long) (bytes * 1000.0 / limits.bytesPerSecond()));
    Instant until = due.isBefore(limits.deadline()) ? due : limits.deadline();
    for (Instant now = clock.instant(); now.isBefore(until); now = clock.instant()) {
      Duration rest = Duration.between(now, until);
      sleep(rest.compareTo(STEP) < 0 ? rest : STEP);
      heartbeat.run();
    }
  }

  private static void sleep(Duration duration) throws InterruptedIOException {
    try {
      Thread.sleep(duration.toMillis() + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while keeping to max.bytes.per.second");
    }
  }

  Instant now() {
    return clock.instant();
  }

  void polledSince(Instant before) {
    pollMillis += Duration.between(before, clock.instant()).toMillis();
  }

  /**
   * Millis spent in polls so far. Neither a slow writer nor a throttle counts as waiting for a
   * broker.
   */
  long pollMillis() {
    return pollMillis;
  }

  boolean isStalled(long sincePollMillis) {
    return pollMillis - sincePollMillis >= limits.stallTimeout().toMillis();
  }

  /** Maximum size of a record for which the task has enough memory. */
  long largestRecord() {
    return limits.largestRecord();
  }

  Duration stallTimeout() {
    return limits.stallTimeout();
  }
}
