package io.sluice.tracker.store;

import java.time.InstantSource;

class MemoryStoreTest extends StoreContract {
  @Override
  protected StagingStore open() {
    return new MemoryStore(InstantSource.system());
  }

  @Override
  protected String directory() {
    return "/sluice";
  }
}
