package io.sluice.records.merge;

/** Order of the branches of a merged union. */
public enum BranchOrder {
  /** Bodies of the newest schema keep their branch numbers, and can be copied. */
  NEWEST_FIRST,
  /** Branches keep the place that they landed with: Parquet names their columns by it. */
  LANDED_FIRST
}
