/**
 * The shallow {@code verify}: holds the ledger against itself and against the directories, by
 * names, lengths and counts. {@link io.sluice.tracker.verify.ShallowVerify} is the way in.
 */
@NullMarked
package io.sluice.tracker.verify;

import org.jspecify.annotations.NullMarked;
