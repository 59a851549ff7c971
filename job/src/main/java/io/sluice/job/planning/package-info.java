/**
 * The protocol's step {@code plan}: makes a plan from the ledger's head and Kafka's answers. {@link
 * io.sluice.job.planning.Planner} defines the order of its requests, which is part of the protocol;
 * the rules below it send no requests. It commits nothing and moves no offset: if something must
 * happen first, or nothing may be planned, it returns this as a value.
 */
@NullMarked
package io.sluice.job.planning;

import org.jspecify.annotations.NullMarked;
