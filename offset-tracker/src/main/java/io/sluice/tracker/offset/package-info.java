/**
 * Offsets of Kafka partitions: positions, ranges, gaps, and the position of a reader. Uses the JDK
 * only, so that every other part can use these types.
 */
@NullMarked
package io.sluice.tracker.offset;

import org.jspecify.annotations.NullMarked;
