package io.sluice.proof.replay;

import io.sluice.tracker.store.StagingStore;
import java.io.IOException;

/** The program of one process. It must repeat its calls if it is given the same answers again. */
public interface Program {
  /**
   * Does it.
   *
   * @param store its only way to the world
   * @param said hears what it says
   */
  void run(StagingStore store, ProcessLog said) throws IOException;
}
