/**
 * Sluice end to end, as its users run it: the packed jar, started by {@code scripts/run-job.sh},
 * against real Kafka, a real registry, real HDFS and YARN. What landed is read by DuckDB and
 * avro-tools and held against what a plain consumer reads, record by record.
 */
@NullMarked
package io.sluice.testbed.endtoend;

import org.jspecify.annotations.NullMarked;
