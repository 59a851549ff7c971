/**
 * Threads of which one runs at a time: whoever wants to go on waits for the {@link
 * io.sluice.proof.simulation.scheduler.Scheduler}, and by whom it is had next is drawn by the seed.
 */
@NullMarked
package io.sluice.proof.simulation.scheduler;

import org.jspecify.annotations.NullMarked;
