/**
 * The protocol's step {@code plan}: from the ledger's head and what Kafka says to what a run
 * intends. {@link io.sluice.job.planning.Planner} defines the order of its questions, which is part
 * of the protocol; the rules beneath it ask nobody. It commits nothing and moves no offset: what
 * must happen first, or must not happen at all, is a value that it returns.
 */
@NullMarked
package io.sluice.job.planning;

import org.jspecify.annotations.NullMarked;
