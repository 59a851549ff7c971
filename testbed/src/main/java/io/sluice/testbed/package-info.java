/**
 * The real stack (Kafka, a schema registry, HDFS, YARN) as child processes on 127.0.0.1, for
 * integration tests, the quickstart and manual trials. Everything comes from Maven Central; the
 * folders under {@code testbed/stacks} resolve it.
 */
@NullMarked
package io.sluice.testbed;

import org.jspecify.annotations.NullMarked;
