package io.sluice.tracker.commit;

/** The end of a job, as the client sees it. The status of the job is of no importance. */
public enum JobEnd {
  /** It succeeded, failed, or contact was lost. */
  ENDED,
  /** It was killed on purpose: what its tasks did shall not land. */
  KILLED_ON_PURPOSE,
  /** No job was submitted, so nobody but this client can commit. */
  NEVER_STARTED
}
