package io.sluice.proof.replay;

import io.sluice.tracker.store.StagingStore;
import java.io.IOException;

/** What one process does. It must do the same again when it is answered the same again. */
public interface Program {
  /**
   * Does it.
   *
   * @param store its only way to the world
   * @param said hears what it says
   */
  void run(StagingStore store, Said said) throws IOException;
}
