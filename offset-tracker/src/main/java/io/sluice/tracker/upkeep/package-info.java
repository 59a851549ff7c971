/**
 * Operations beside runs, in the ledger of upkeep, from which no run loses anything: {@link
 * io.sluice.tracker.upkeep.MissingFiles} goes on where staged files are gone for good.
 */
@NullMarked
package io.sluice.tracker.upkeep;

import org.jspecify.annotations.NullMarked;
