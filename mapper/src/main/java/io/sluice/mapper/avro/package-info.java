/** Avro's binary form, written byte by byte into a buffer that is used again for each record. */
@NullMarked
package io.sluice.mapper.avro;

import org.jspecify.annotations.NullMarked;
