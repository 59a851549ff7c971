/**
 * The verbs that run and plan, and a run's report. Start reading at {@link
 * io.sluice.job.run.RunVerb}, which takes the lock; the stages of a run are in {@code
 * io.sluice.job.run.stages}.
 */
@NullMarked
package io.sluice.job.run;

import org.jspecify.annotations.NullMarked;
