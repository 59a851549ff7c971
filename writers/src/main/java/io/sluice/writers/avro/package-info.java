/** Avro's container files: a row is copied into the file as it is. */
@NullMarked
package io.sluice.writers.avro;

import org.jspecify.annotations.NullMarked;
