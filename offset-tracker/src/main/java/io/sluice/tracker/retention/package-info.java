/**
 * A ledger that ages: {@link io.sluice.tracker.retention.LedgerRetention} lets old entries go once
 * a {@link io.sluice.tracker.retention.Digest} says what they said.
 */
@NullMarked
package io.sluice.tracker.retention;

import org.jspecify.annotations.NullMarked;
