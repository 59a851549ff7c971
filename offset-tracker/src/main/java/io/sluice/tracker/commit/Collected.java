package io.sluice.tracker.commit;

/**
 * What a collection took away.
 *
 * @param bases versions whose runs are gone
 * @param stagings staging directories of one topic and base
 */
public record Collected(int bases, int stagings) {}
