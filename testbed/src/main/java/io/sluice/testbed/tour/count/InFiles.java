package io.sluice.testbed.tour.count;

/**
 * Counts of a topic's files, by a reader that is not ours.
 *
 * @param rows in the landed files
 * @param places different Kafka partitions and offsets among them: fewer than rows if one landed
 *     twice
 * @param quarantined rows in the files of quarantine
 * @param reader its name
 */
public record InFiles(long rows, long places, long quarantined, String reader) {}
