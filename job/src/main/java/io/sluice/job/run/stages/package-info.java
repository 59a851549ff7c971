/**
 * The stages of a run in the order of the protocol, over ports to MapReduce ({@link
 * io.sluice.job.mapreduce.Jobs}) and to the planner ({@link
 * io.sluice.job.run.stages.RunPlanning.PlanSource}), so that the simulation runs them too. Start
 * reading at {@link io.sluice.job.run.stages.IngestionRun}.
 */
@NullMarked
package io.sluice.job.run.stages;

import org.jspecify.annotations.NullMarked;
