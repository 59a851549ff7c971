/** Avro's binary form, written into a buffer that is reused for each record. */
@NullMarked
package io.sluice.mapper.avro;

import org.jspecify.annotations.NullMarked;
