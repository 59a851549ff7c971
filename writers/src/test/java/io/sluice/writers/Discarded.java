package io.sluice.writers;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.Staging;

/** Staged files that nobody reads: what they cost is the writers' alone. */
public final class Discarded implements Staging {
  @Override
  public StagedOutput open(String staged) {
    return new StagedOutput() {
      private long length;

      @Override
      public void write(int b) {
        length++;
      }

      @Override
      public void write(byte[] bytes, int offset, int count) {
        length += count;
      }

      @Override
      public long length() {
        return length;
      }

      @Override
      public int crc32c() {
        return 0;
      }

      @Override
      public void abandon() {}
    };
  }
}
