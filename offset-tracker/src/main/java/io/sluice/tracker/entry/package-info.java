/**
 * What an entry of a ledger says: offsets, files, what is held and what was lost. Data only; {@code
 * tracker.ledger} reads and appends it.
 */
@NullMarked
package io.sluice.tracker.entry;

import org.jspecify.annotations.NullMarked;
