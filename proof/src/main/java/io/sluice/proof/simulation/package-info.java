/**
 * Whole histories by a seed: runs that overlap, Application Masters and attempts that die, pause
 * and come late, a person at the ledger, logs that move, a store that fails; and after each event
 * the invariants. The protocol classes and the planner are the real ones; Kafka and HDFS are small
 * models.
 *
 * <p>Start reading at {@link io.sluice.proof.simulation.History}.
 */
@NullMarked
package io.sluice.proof.simulation;

import org.jspecify.annotations.NullMarked;
