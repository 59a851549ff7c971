/**
 * Parquet files. {@link io.sluice.writers.parquet.Transcoder} is the seam between a row's bytes and
 * Parquet's columns.
 */
@NullMarked
package io.sluice.writers.parquet;

import org.jspecify.annotations.NullMarked;
