package io.sluice.job.run;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.report.ExitCode;
import io.sluice.job.report.Units;
import io.sluice.tracker.lock.Lock;
import io.sluice.tracker.lock.LockAnswer;
import io.sluice.tracker.lock.LockHolder;
import io.sluice.tracker.message.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The ingestion's lock while this process holds it, renewed so that others see that its client
 * lives. Advice only: the ledger decides.
 */
final class HeldLock {
  private static final Log LOG = Log.of(HeldLock.class);
  private static final Duration RENEWAL = Duration.ofSeconds(20);

  /** A lock that was not renewed for this long belongs to a client that is gone. */
  static final Duration STALE = Duration.ofMinutes(2);

  private final Lock lock;
  private final LockHolder me;
  private final ScheduledExecutorService renewer;
  private final ScheduledFuture<?> renewal;

  private HeldLock(Lock lock, LockHolder me) {
    this.lock = lock;
    this.me = me;
    this.renewer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "sluice-lock");
              thread.setDaemon(true);
              return thread;
            });
    this.renewal =
        renewer.scheduleAtFixedRate(
            this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lock, from a client that is gone if need be.
   *
   * @param runId of the run that wants it
   * @throws CommandFailedException if another client holds it
   */
  static HeldLock acquire(OpenIngestion open, String runId)
      throws IOException, CommandFailedException {
    Lock lock = open.tracker().lock();
    LockHolder me =
        new LockHolder(runId, host(), ProcessHandle.current().pid(), open.author().user());
    LockAnswer answer = lock.acquire(me);
    if (answer instanceof LockAnswer.HeldBy held && isGone(held)) {
      LOG.warn("Lock of a client that is gone: run={} age={}", held.holder().runId(), held.age());
      answer = lock.takeOver(held.holder(), me);
    }
    if (answer instanceof LockAnswer.HeldBy held) {
      LockHolder holder = held.holder();
      throw new CommandFailedException(
          ExitCode.OTHER_RUN,
          "Cannot start a run of %s: run %s of %s is active (process %d on %s, seen %s ago). Wait for it to end."
              .formatted(
                  open.name(),
                  holder.runId(),
                  holder.user(),
                  holder.pid(),
                  holder.host(),
                  Units.duration(held.age())));
    }
    return new HeldLock(lock, me);
  }

  private static boolean isGone(LockAnswer.HeldBy held) {
    boolean diedHere =
        held.holder().host().equals(host()) && ProcessHandle.of(held.holder().pid()).isEmpty();
    return diedHere || held.age().compareTo(STALE) > 0;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host that does not know its own name is distinguished from others by its process ids at
      // least.
      return "localhost";
    }
  }

  private void renew() {
    try {
      lock.renew(me);
    } catch (IOException | RuntimeException e) {
      // Tried again at the next turn; a lock that looks stale costs a look at YARN, no more.
      LOG.warn("Cannot renew the lock: run={}", me.runId(), e);
    }
  }

  void close() {
    renewal.cancel(false);
    renewer.shutdownNow();
    try {
      lock.release(me);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot release the lock, it goes stale of itself: run={}", me.runId(), e);
    }
  }
}
