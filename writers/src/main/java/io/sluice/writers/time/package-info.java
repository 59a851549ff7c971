/**
 * When a record happened, and which time partition that makes: the extractors, and the directories
 * of {@code path.format}.
 */
@NullMarked
package io.sluice.writers.time;

import org.jspecify.annotations.NullMarked;
