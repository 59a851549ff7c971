package io.sluice.tracker.run;

import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;

/**
 * The part of a planned range that one task reads.
 *
 * @param range offsets to read
 * @param ledgerEpoch for the first piece of a Kafka partition, the leader epoch that the ledger
 *     holds for the last record covered, to be given to {@code seek} so that truncation is found;
 *     {@link LeaderEpoch#UNKNOWN} for the other pieces and where the ledger has none
 * @param fileGroup what may share a file within the task: each piece of a cut Kafka partition has a
 *     group of its own, the whole Kafka partitions of one topic share one
 */
public record Piece(OffsetRange range, int ledgerEpoch, int fileGroup) {}
