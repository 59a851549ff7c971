/**
 * Selects how much of the backlog a run reads, and divides it into tasks. Pure arithmetic on bytes
 * and offsets, without I/O, so that each rule can be tested by itself.
 */
@NullMarked
package io.sluice.job.planning.work;

import org.jspecify.annotations.NullMarked;
