package io.sluice.tracker.ledger;

import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.List;

/**
 * Marks of the steps after the commit: the version up to which each step is done. A step goes on
 * from there to the head.
 */
public final class AfterMarks {
  private final Store store;
  private final Layout layout;

  public AfterMarks(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /** The highest version that a step has done, 0 if none. */
  public long doneUpTo(String step) throws IOException {
    return marks(step).stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Notes that a step has done all versions up to this one. Lower marks are let go. */
  public void mark(String step, long version) throws IOException {
    store.putIfAbsent(layout.afterMark(step, version), new byte[0]);
    for (long mark : marks(step)) {
      if (mark < version) {
        store.delete(layout.afterMark(step, mark));
      }
    }
  }

  private List<Long> marks(String step) throws IOException {
    return store.list(layout.afterStep(step)).stream()
        .map(Item::name)
        .filter(Ledger::isVersion)
        .map(Long::valueOf)
        .toList();
  }
}
