/**
 * A real Hadoop as child processes: {@link io.sluice.testbed.hadoop.HadoopHome} lays jars from
 * Maven Central out as the release's tarball does, {@link io.sluice.testbed.hadoop.HadoopCluster}
 * runs the daemons on it.
 */
@NullMarked
package io.sluice.testbed.hadoop;

import org.jspecify.annotations.NullMarked;
