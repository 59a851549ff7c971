/**
 * The input side: reads ranges from Kafka, decodes records, and contains the input side of the
 * MapReduce job.
 */
@NullMarked
package io.sluice.mapper;

import org.jspecify.annotations.NullMarked;
