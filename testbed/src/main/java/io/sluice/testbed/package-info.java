/** The real stack, Kafka, registry, HDFS and YARN, as processes of this machine. */
@NullMarked
package io.sluice.testbed;

import org.jspecify.annotations.NullMarked;
