/**
 * Encoders of JSON values, one per Avro type, made of a schema by {@link
 * io.sluice.mapper.json.value.EncoderCompiler}; and how a value finds its branch of a union.
 */
@NullMarked
package io.sluice.mapper.json.value;

import org.jspecify.annotations.NullMarked;
