/**
 * The verbs that look at what stands: {@code ledger}, {@code verify} and {@code holds}. They move
 * no offsets; the only thing that one of them writes, and only with {@code --execute}, is an entry
 * in the ledger of upkeep.
 */
@NullMarked
package io.sluice.job.inspect;

import org.jspecify.annotations.NullMarked;
