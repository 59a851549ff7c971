/**
 * From a record in flight to a row of the landing schema, in Avro binary: check the body, resolve
 * it if it was written with another schema, append the coordinates.
 */
@NullMarked
package io.sluice.records.row;

import org.jspecify.annotations.NullMarked;
