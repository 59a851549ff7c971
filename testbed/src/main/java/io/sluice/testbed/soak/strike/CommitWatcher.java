package io.sluice.testbed.soak.strike;

import io.sluice.testbed.ingestion.LedgerEntry;
import io.sluice.testbed.ingestion.StateDirectory;
import java.io.IOException;

/**
 * Looks at one version of the ledger, the one that a run is about to make or to publish.
 *
 * @param version the first that is not published
 */
record CommitWatcher(StateDirectory state, long version) {
  /** The version that matters to a run that starts now. */
  static CommitWatcher now(StateDirectory state) throws IOException {
    long head = state.head();
    if (head == 0) {
      return new CommitWatcher(state, 1);
    }
    boolean finished = state.hasMark(head) || state.entry(head).staged().isEmpty();
    return new CommitWatcher(state, finished ? head + 1 : head);
  }

  Step step() throws IOException {
    if (state.hasMark(version)) {
      return new Step.Published();
    }
    if (state.hasEntry(version)) {
      LedgerEntry entry = state.entry(version);
      return entry.staged().isEmpty()
          ? new Step.Closed(entry.kind())
          : new Step.Committed(state.moved(entry), entry.staged().size());
    }
    int manifests = state.manifests(version - 1).size();
    return manifests == 0 && state.planned(version - 1).isEmpty()
        ? new Step.NotPlanned()
        : new Step.Mapping(manifests);
  }
}
