package io.sluice.proof.replay;

import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.StoreContract;

/** The disk of the searches keeps the contract of the stores. */
class DiskTest extends StoreContract {
  @Override
  protected StagingStore open() {
    return new DiskStore();
  }

  @Override
  protected String directory() {
    return "/disk";
  }
}
