package io.sluice.tracker.state;

import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.LedgerSetBackException;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;

/**
 * Detects a ledger that was restored from an older backup than the rest of its state directory.
 * Published marks, digests, plans and after-marks are written after the ledger has reached their
 * version, and a ledger never goes back by itself.
 */
public final class SetBackCheck {
  /** Something that is written after the ledger has reached a version. */
  private record Trace(long version, String path) {}

  private final Store store;
  private final Layout layout;
  private final Ledger ledger;

  public SetBackCheck(Store store, Layout layout, Ledger ledger) {
    this.store = store;
    this.layout = layout;
    this.ledger = ledger;
  }

  /**
   * Checks the state directory. Must be called before a run recovers, plans or appends.
   *
   * @throws LedgerSetBackException if the ledger was set back
   */
  public void check() throws IOException {
    Optional<String> ahead = pathAhead();
    if (ahead.isPresent()) {
      throw LedgerSetBackException.ahead(ahead.get(), ledger.headVersion());
    }
  }

  /** A path in the state directory that is of a later version than the head. */
  public Optional<String> pathAhead() throws IOException {
    // This is listed before the head is read, so that files which a run adds meanwhile are not
    // ahead of it.
    Optional<Trace> last = last();
    store.refresh();
    long head = ledger.headVersion();
    return last.filter(trace -> trace.version() > head).map(Trace::path);
  }

  private Optional<Trace> last() throws IOException {
    Optional<Trace> last = last(layout.publishedMarks(), Optional.empty());
    last = last(layout.digests(), last);
    last = last(layout.runs(), last);
    for (Item step : store.list(layout.afterSteps())) {
      last = last(layout.afterStep(step.name()), last);
    }
    return last;
  }

  private Optional<Trace> last(String directory, Optional<Trace> known) throws IOException {
    Optional<Trace> last =
        store.list(directory).stream()
            .filter(item -> Ledger.isVersion(item.name()))
            .map(item -> new Trace(Long.parseLong(item.name()), directory + "/" + item.name()))
            .max(Comparator.comparingLong(Trace::version));
    return last.isPresent() && (known.isEmpty() || last.get().version() > known.get().version())
        ? last
        : known;
  }
}
