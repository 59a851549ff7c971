/**
 * Files: rows of a landing schema in, bytes of Avro or Parquet into a staged file out. {@link
 * io.sluice.writers.file.Transcoder} is the seam between a row's bytes and Parquet's columns.
 */
@NullMarked
package io.sluice.writers.file;

import org.jspecify.annotations.NullMarked;
