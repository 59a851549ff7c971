package io.sluice.records;

/**
 * An item of the reader's stream. For each topic the order is: {@link TopicStart}; the records of
 * its pieces, interleaved, with ascending offsets in each piece; a {@link PieceEnd} for each piece
 * after its last record; {@link TopicEnd}.
 */
public sealed interface ReadItem permits FetchedRecord, TopicStart, PieceEnd, TopicEnd {}
