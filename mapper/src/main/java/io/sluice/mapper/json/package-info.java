/**
 * JSON to Avro's binary form, straight from Jackson's streaming parser, led by an Avro schema: no
 * tree, no map, no object per value.
 *
 * <p>{@link io.sluice.mapper.json.JsonToAvro} is the way in. The schema is compiled once into
 * encoders, one per type, which are a package of their own.
 */
@NullMarked
package io.sluice.mapper.json;

import org.jspecify.annotations.NullMarked;
