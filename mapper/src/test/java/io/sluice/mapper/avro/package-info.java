/** Tests of the buffer, read back by Avro's own decoder. */
@NullMarked
package io.sluice.mapper.avro;

import org.jspecify.annotations.NullMarked;
