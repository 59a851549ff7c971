/**
 * MapReduce's side of a run: the job that the client submits and observes, and the output format
 * and committer that MapReduce calls in the tasks and in the Application Master. Any process can
 * commit in the protocol, so everything here calls {@code tracker.commit}.
 */
@NullMarked
package io.sluice.job.mapreduce;

import org.jspecify.annotations.NullMarked;
