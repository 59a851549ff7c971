package io.sluice.records;

/**
 * An item of the reader's stream. The order per topic is: {@link TopicStart}, the records of its
 * pieces in any mixture, each piece's offsets ascending, a {@link PieceEnd} per piece after its
 * last record, {@link TopicEnd}.
 */
public sealed interface ReadItem permits FetchedRecord, TopicStart, PieceEnd, TopicEnd {}
