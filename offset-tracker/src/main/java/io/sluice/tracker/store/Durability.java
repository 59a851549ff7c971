package io.sluice.tracker.store;

/** States whether a write is synced to disk before it counts. */
public enum Durability {
  /** Files, and on a local disk their directories, are synced. */
  SYNCED,
  /** Not synced: landed data may be lost after a power failure. For use on a laptop. */
  NONE
}
