/**
 * A run from its first look at the ledger to its report. Start reading at {@link
 * io.sluice.job.run.RunVerb}, which takes the lock, and {@code IngestionRun}, which has the stages
 * in the protocol's order.
 */
@NullMarked
package io.sluice.job.run;

import org.jspecify.annotations.NullMarked;
