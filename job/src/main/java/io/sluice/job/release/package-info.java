/**
 * A person lets go of what is held: what that does to the offsets, and the reset that says so in
 * the ledger.
 */
@NullMarked
package io.sluice.job.release;

import org.jspecify.annotations.NullMarked;
