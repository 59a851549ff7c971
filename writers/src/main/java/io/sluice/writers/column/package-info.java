/**
 * What Parquet's columns of a schema are like, what they cannot hold, and which changes of them
 * readers do not take for one table.
 */
@NullMarked
package io.sluice.writers.column;

import org.jspecify.annotations.NullMarked;
