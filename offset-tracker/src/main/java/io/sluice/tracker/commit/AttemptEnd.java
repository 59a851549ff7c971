package io.sluice.tracker.commit;

import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Runs;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.Collection;

/**
 * Ends a task attempt in the process that wrote its files. It puts the manifest; if the attempt has
 * failed, it deletes the staged files, so that a full disk has space again. Before the manifest is
 * put, no entry can name those files. From the first try of the put they belong to the commit and
 * to the collector, whatever the answer was: a put that ended with an error may have been executed,
 * or may be executed later.
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

  /** Puts the manifest of the attempt, after its files were synced. */
  public void put(Manifest manifest) throws IOException {
    manifestMayStand = true;
    runs.putManifest(manifest);
  }

  /**
   * Deletes the staged files of a failed attempt, unless its manifest may exist. The collector
   * deletes the rest.
   *
   * @param failure of the attempt, which the caller then throws
   * @param directories of this attempt alone
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
