/** Tests of JSON to Avro, read back by Avro's own decoder. */
@NullMarked
package io.sluice.mapper.json;

import org.jspecify.annotations.NullMarked;
