package io.sluice.tracker.commit;

/** The end of a job, as seen by the client. The status of the job does not matter. */
public enum JobEnd {
  /** It succeeded, failed, or contact was lost. */
  ENDED,
  /** It was killed on purpose: the work of its tasks must not land. */
  KILLED_ON_PURPOSE,
  /** No job was submitted, so only this client can commit. */
  NEVER_STARTED
}
