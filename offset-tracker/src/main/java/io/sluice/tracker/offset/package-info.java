/**
 * Offsets of Kafka partitions: positions, ranges, gaps, and how far a reader came. Imports the JDK
 * only, so that every other part may speak in these terms.
 */
@NullMarked
package io.sluice.tracker.offset;

import org.jspecify.annotations.NullMarked;
