package io.sluice.proof.fuzz;

import io.sluice.tracker.state.StateInUse;
import io.sluice.tracker.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** State directories that somebody has edited so that a run moves or deletes files of others. */
public final class Attacks {
  private Attacks() {}

  /** The first that does harm, and which; empty if none does. */
  public static Optional<String> firstHarm() throws IOException {
    StateInUse state = new StateInUse();
    for (Map.Entry<String, MemoryStore> attack : state.attacks().entrySet()) {
      MemoryStore store = attack.getValue();
      MemoryStore before = new MemoryStore(InstantSource.fixed(Instant.EPOCH));
      before.addAll(store);
      StateInUse.acts(state.tracker(store)).values().forEach(StateInUse::refusal);
      Optional<String> harm = state.harm(before, store);
      if (harm.isPresent()) {
        return Optional.of("OnlyItsOwn: " + attack.getKey() + ": " + harm.get());
      }
    }
    return Optional.empty();
  }
}
