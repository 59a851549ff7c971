/**
 * The shallow {@code verify}: checks the ledger for consistency, and compares it with the
 * directories, by names, lengths and counts. Start reading at {@link
 * io.sluice.tracker.verify.ShallowVerify}.
 */
@NullMarked
package io.sluice.tracker.verify;

import org.jspecify.annotations.NullMarked;
