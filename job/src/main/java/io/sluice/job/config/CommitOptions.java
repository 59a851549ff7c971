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
 * Options of the commit.
 *
 * @param timeout time limit of an append and a publication, after which the outcome is "not known"
 * @param renameThreads number of files that are published in parallel
 * @param retention number of entries that the ledger keeps
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
          "what to commit when a range could not be read. partial: the contiguous part of each Kafka partition; none: nothing");
  static final Key<Duration> TIMEOUT =
      Key.of(
          "commit.timeout",
          Type.DURATION.where(timeout -> !timeout.isZero(), "more than 0"),
          "10m",
          "how long a commit keeps trying when the file system does not answer");
  static final Key<Durability> DURABILITY =
      Key.of(
          "durability",
          Type.words(Durability.class),
          "synced",
          "synced: files are synced to disk before they are committed; none: no sync, for use on a laptop only");
  static final Key<Integer> RENAME_THREADS =
      Key.of(
          "commit.threads",
          Type.INT.where(threads -> threads > 0 && threads <= 256, "from 1 to 256"),
          "16",
          "number of files that a commit publishes in parallel");

  static final Key<Integer> RETENTION =
      Key.of(
          "ledger.retention.entries",
          Type.INT.where(entries -> entries >= 10, "at least 10"),
          "5000",
          "number of entries that the ledger keeps. Older entries are summarized in a digest and then deleted, a tenth of this number at a time");

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
