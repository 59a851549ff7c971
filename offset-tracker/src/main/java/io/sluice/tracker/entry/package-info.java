/**
 * The entries of a ledger: offsets, files, holds and losses. Data only; {@code tracker.ledger}
 * reads and appends them.
 */
@NullMarked
package io.sluice.tracker.entry;

import org.jspecify.annotations.NullMarked;
