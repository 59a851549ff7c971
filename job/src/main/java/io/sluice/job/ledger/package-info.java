/**
 * The command {@code ledger}: lists the entries of a ledger, shows one, checks the chain. Changes
 * nothing but what an operator accepts, and that only with {@code --execute}.
 */
@NullMarked
package io.sluice.job.ledger;

import org.jspecify.annotations.NullMarked;
