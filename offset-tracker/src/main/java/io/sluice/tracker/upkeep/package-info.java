/**
 * What is done beside runs, in the ledger of upkeep, so that no run loses by it: {@link
 * io.sluice.tracker.upkeep.MissingFiles} goes on where staged files are gone for good.
 */
@NullMarked
package io.sluice.tracker.upkeep;

import org.jspecify.annotations.NullMarked;
