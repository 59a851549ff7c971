/**
 * The Parquet columns of a schema, the schemas that they cannot hold, and the changes that readers
 * do not take for one table.
 */
@NullMarked
package io.sluice.writers.column;

import org.jspecify.annotations.NullMarked;
