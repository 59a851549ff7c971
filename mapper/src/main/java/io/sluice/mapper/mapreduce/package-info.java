/**
 * MapReduce's input side: a split is the work of one task of the plan, its record reader uses the
 * range reader, and the mapper decodes. Counters are totals of a job and never per topic, because a
 * job may have 120 of them.
 */
@NullMarked
package io.sluice.mapper.mapreduce;

import org.jspecify.annotations.NullMarked;
