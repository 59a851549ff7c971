package io.sluice.testbed.soak.strike;

import io.sluice.testbed.soak.plan.Victim;
import java.time.Duration;

/**
 * A kill that was done.
 *
 * @param at since the soak began
 * @param victim as which it counts
 * @param what was killed, with its process id
 * @param step what stood in the state directory right after
 */
public record Kill(Duration at, Victim victim, String what, Step step) {}
