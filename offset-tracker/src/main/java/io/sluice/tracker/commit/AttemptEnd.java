package io.sluice.tracker.commit;

import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Runs;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.Collection;

/**
 * The end of one task attempt, in the process that made its files: it puts its manifest, or it has
 * failed and deletes what it has staged, so that a full disk has room again. Before the manifest is
 * put no entry can name those files. From the moment that the put is tried they belong to the
 * commit and to the collector, whatever was answered: a put that was answered by an error may have
 * been done, or be done later.
 */
public final class AttemptEnd {
  private static final Log LOG = Log.of(AttemptEnd.class);

  private final Store store;
  private final Runs runs;
  private boolean manifestMayStand;

  public AttemptEnd(Store store, Runs runs) {
    this.store = store;
    this.runs = runs;
  }

  /** Puts the manifest of the attempt, whose files are on disk by now. */
  public void put(Manifest manifest) throws IOException {
    manifestMayStand = true;
    runs.putManifest(manifest);
  }

  /**
   * Deletes what a failed attempt has staged, unless its manifest may stand. What cannot be deleted
   * is left to the collector.
   *
   * @param failure of the attempt, which is what its caller goes on to throw
   * @param directories of this attempt and of no other
   */
  public void discardAfter(Throwable failure, Collection<String> directories) {
    if (manifestMayStand) {
      return;
    }
    for (String directory : directories) {
      try {
        store.delete(directory);
      } catch (IOException e) {
        LOG.warn("Left staged files of a failed attempt, path={}", directory, e);
        failure.addSuppressed(e);
      }
    }
  }
}
