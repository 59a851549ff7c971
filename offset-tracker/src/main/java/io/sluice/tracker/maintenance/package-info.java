/**
 * Operations beside runs, in the maintenance ledger, from which no run loses anything: {@link
 * io.sluice.tracker.maintenance.MissingFiles} goes on where staged files are gone for good.
 */
@NullMarked
package io.sluice.tracker.maintenance;

import org.jspecify.annotations.NullMarked;
