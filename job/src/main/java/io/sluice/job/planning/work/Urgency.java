package io.sluice.job.planning.work;

/**
 * How near the next offset of a Kafka partition is to its expiry. Steps, not a time: within a step
 * the priority decides.
 */
public enum Urgency {
  /** It has less than an eighth of the retention left. */
  EXPIRING,
  /** Less than half. */
  AGEING,
  /** More, or nothing expires. */
  CALM
}
