package io.sluice.proof.simulation;

/** A fault at one call. */
enum Fault {
  NONE,
  /** The process dies, the act is not done. */
  DIE_BEFORE,
  /** The act is done, the process dies before it hears so. */
  DIE_AFTER,
  /** An error is reported, the act is not done. */
  FAIL_BEFORE,
  /** An error is reported, the act is done. */
  FAIL_AFTER,
  /** An error is reported; the act is done at any later time, or never. */
  LATE,
  /** The directory is over its quota. */
  FULL
}
