/**
 * The time of a record and its time partition: the extractors, and the directories of {@code
 * path.format}.
 */
@NullMarked
package io.sluice.writers.time;

import org.jspecify.annotations.NullMarked;
