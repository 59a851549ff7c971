package io.sluice.tracker.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SyncedLocalStoreTest extends StoreContract {
  @TempDir Path directory;

  @Override
  protected StagingStore open() {
    return new LocalStore(directory + "/state", Durability.SYNCED);
  }

  @Override
  protected String directory() {
    return directory.toString();
  }

  /** A sync each costs more than the race is worth; {@link LocalStoreTest} races in earnest. */
  @Override
  protected int rounds() {
    return 20;
  }
}
