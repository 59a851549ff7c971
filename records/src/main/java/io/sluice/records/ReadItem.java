package io.sluice.records;

/**
 * What the reader says, in this order per topic: {@link TopicStart}, the records of its pieces in
 * any mixture, each piece's offsets ascending, a {@link PieceEnd} per piece after its last record,
 * {@link TopicEnd}.
 */
public sealed interface ReadItem permits FetchedRecord, TopicStart, PieceEnd, TopicEnd {}
