package io.sluice.records;

/**
 * An item of the writer's stream, in the order of {@link ReadItem}. Each fetched record has been
 * converted to exactly one of {@link InFlightRecord}, {@link BadRecord} and {@link DroppedRecord}.
 */
public sealed interface TaskItem
    permits InFlightRecord, BadRecord, DroppedRecord, TopicStart, PieceEnd, TopicEnd {}
