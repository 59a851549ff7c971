package io.sluice.tracker.lock;

import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The clock that the file system stamps files with; this machine's own may differ from it. */
public final class FileSystemClock {
  private final Store store;
  private final Layout layout;

  public FileSystemClock(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /** Now, in epoch millis, learnt from a file that is put and deleted. */
  public long now() throws IOException {
    String probe = layout.clockProbe(UUID.randomUUID().toString());
    store.putIfAbsent(probe, new byte[0]);
    List<Item> items = store.list(probe);
    store.delete(probe);
    if (items.isEmpty()) {
      throw new IOException(
          "Cannot read the file system's clock with "
              + probe
              + ": the file is gone. Check who else writes to the state directory.");
    }
    return items.get(0).modified();
  }

  /** Time since a file was written, not below nought. */
  public Duration age(Item item) throws IOException {
    return Duration.ofMillis(Math.max(0, now() - item.modified()));
  }
}
