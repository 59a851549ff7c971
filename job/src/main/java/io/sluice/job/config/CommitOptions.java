package io.sluice.job.config;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.store.Durability;
import java.time.Duration;
import java.util.List;

/**
 * How a run ends.
 *
 * @param timeout how long an append and a publication are tried before the answer is "not known"
 * @param renameThreads files that are published at once
 * @param retention entries that the ledger keeps
 */
public record CommitOptions(
    OnFailure onFailure,
    Duration timeout,
    Durability durability,
    int renameThreads,
    int retention) {

  static final Key<OnFailure> ON_FAILURE =
      Key.of(
          "commit.on.failure",
          Type.words(OnFailure.class),
          "partial",
          "when a range could not be read. partial: what is contiguous lands; none: nothing does");
  static final Key<Duration> TIMEOUT =
      Key.of(
          "commit.timeout",
          Type.DURATION.where(timeout -> !timeout.isZero(), "more than 0"),
          "10m",
          "how long a commit asks a file system that does not answer");
  static final Key<Durability> DURABILITY =
      Key.of(
          "durability",
          Type.words(Durability.class),
          "synced",
          "synced: files are on disk before they count; none: for laptops");
  static final Key<Integer> RENAME_THREADS =
      Key.of(
          "commit.threads",
          Type.INT.where(threads -> threads > 0 && threads <= 256, "from 1 to 256"),
          "16",
          "files that a commit publishes at once");

  static final Key<Integer> RETENTION =
      Key.of(
          "ledger.retention.entries",
          Type.INT.where(entries -> entries >= 10, "at least 10"),
          "5000",
          "entries that the ledger keeps; older ones go, a tenth of that many at a time, once a digest says what they said");

  public static final List<Key<?>> KEYS =
      List.of(ON_FAILURE, TIMEOUT, DURABILITY, RENAME_THREADS, RETENTION);

  public static CommitOptions read(Settings settings, Problems problems) {
    return new CommitOptions(
        settings.read(ON_FAILURE, problems),
        settings.read(TIMEOUT, problems),
        settings.read(DURABILITY, problems),
        settings.read(RENAME_THREADS, problems),
        settings.read(RETENTION, problems));
  }
}
