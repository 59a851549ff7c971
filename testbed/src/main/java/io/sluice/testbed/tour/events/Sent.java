package io.sluice.testbed.tour.events;

/**
 * Counts of the records that were sent to a topic.
 *
 * @param records all of them
 * @param broken that no decoder can read
 * @param tombstones without a value
 */
public record Sent(String topic, long records, long broken, long tombstones) {

  /** This and what was sent later. */
  public Sent plus(Sent later) {
    return new Sent(
        topic, records + later.records, broken + later.broken, tombstones + later.tombstones);
  }
}
