/** Kafka in: reading ranges, decoding records, and the input side of the MapReduce job. */
@NullMarked
package io.sluice.mapper;

import org.jspecify.annotations.NullMarked;
