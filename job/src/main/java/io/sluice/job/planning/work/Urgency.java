package io.sluice.job.planning.work;

/**
 * Urgency of a Kafka partition: the time until its next offset expires. Steps, not a time: within a
 * step the priority decides.
 */
public enum Urgency {
  /** It has less than an eighth of the retention left. */
  EXPIRING,
  /** Less than half. */
  AGEING,
  /** More, or nothing expires. */
  CALM
}
