package io.sluice.tracker.store;

/** States whether a write is synced to disk before it counts. */
public enum Durability {
  /** Files, and on a local disk their directories, are synced. */
  SYNCED,
  /** Left to the file system: a power loss may take what was reported as landed. For laptops. */
  NONE
}
