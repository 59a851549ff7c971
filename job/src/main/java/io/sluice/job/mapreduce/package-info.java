/**
 * MapReduce's side of a run: the job that the client submits and watches, and the output format and
 * committer that MapReduce calls in the tasks and in the Application Master. Who commits is of no
 * importance to the protocol: everything here hands over to {@code tracker.commit}.
 */
@NullMarked
package io.sluice.job.mapreduce;

import org.jspecify.annotations.NullMarked;
