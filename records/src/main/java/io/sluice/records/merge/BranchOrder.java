package io.sluice.records.merge;

/** Order of the branches of a merged union. */
public enum BranchOrder {
  /** Branches have the order of the newest schema, so that its bodies can be copied. */
  NEWEST_FIRST,
  /**
   * Branches have the order in which they landed, because Parquet derives the names of their
   * columns from it.
   */
  LANDED_FIRST
}
