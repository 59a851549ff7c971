/**
 * The command {@code run}, and the report of a run. Start reading at {@link
 * io.sluice.job.run.OneRun}, which takes the lock; the stages of a run are in {@code
 * io.sluice.job.run.stages}.
 */
@NullMarked
package io.sluice.job.run;

import org.jspecify.annotations.NullMarked;
