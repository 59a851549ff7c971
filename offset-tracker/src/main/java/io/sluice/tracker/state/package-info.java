/**
 * Checks of a state directory: the ID of its ledger, and that nothing in it is ahead of the ledger.
 */
@NullMarked
package io.sluice.tracker.state;

import org.jspecify.annotations.NullMarked;
