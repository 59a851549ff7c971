package io.sluice.tracker.lock;

import io.sluice.tracker.lock.LockAnswer.Acquired;
import io.sluice.tracker.lock.LockAnswer.HeldBy;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import io.sluice.tracker.store.Store.Put;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Advice that another run is active, so that two runs do not read the same for nothing. Nothing
 * leans on it: two holders at once do no harm, the ledger lets one of them commit. Its holder
 * renews it while it lives; what has not been renewed for long is a dead client's.
 */
public final class Lock {
  private final Store store;
  private final Layout layout;
  private final FileSystemClock clock;

  public Lock(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
    this.clock = new FileSystemClock(store, layout);
  }

  public LockAnswer acquire(LockHolder me) throws IOException {
    if (store.putIfAbsent(layout.lock(), me.toBytes()) == Put.DONE) {
      return new Acquired();
    }
    Optional<byte[]> content = store.read(layout.lock());
    List<Item> items = store.list(layout.lock());
    if (content.isEmpty() || items.isEmpty()) {
      return acquire(me); // released between the two looks
    }
    return Arrays.equals(content.get(), me.toBytes())
        ? new Acquired()
        : new HeldBy(LockHolder.of(content.get(), layout.lock()), clock.age(items.get(0)));
  }

  /** Takes the lock from a holder that is known to be dead; another may be quicker. */
  public LockAnswer takeOver(LockHolder dead, LockHolder me) throws IOException {
    release(dead);
    return acquire(me);
  }

  /** Shows that the holder lives. If the lock was taken over meanwhile, it stays taken. */
  public void renew(LockHolder me) throws IOException {
    if (isHeldBy(me)) {
      store.delete(layout.lock());
      store.putIfAbsent(layout.lock(), me.toBytes());
    }
  }

  /** Releases the lock if it is held by that one. */
  public void release(LockHolder holder) throws IOException {
    if (isHeldBy(holder)) {
      store.delete(layout.lock());
    }
  }

  private boolean isHeldBy(LockHolder holder) throws IOException {
    return store
        .read(layout.lock())
        .map(content -> Arrays.equals(content, holder.toBytes()))
        .orElse(false);
  }
}
