package io.sluice.job.planning.work;

/**
 * Urgency of a Kafka partition: the time until its next offset expires. Levels instead of a time,
 * so that within a level the priority decides.
 */
public enum Urgency {
  /** Less than an eighth of the retention is left. */
  EXPIRING,
  /** Less than half of the retention is left. */
  AGEING,
  /** More is left, or nothing expires. */
  CALM
}
