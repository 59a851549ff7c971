/**
 * The command {@code holds}: lists what waits for an operator, releases a hold, acknowledges a
 * loss. The effect of a release on the offsets is in {@code io.sluice.job.release}.
 */
@NullMarked
package io.sluice.job.holds;

import org.jspecify.annotations.NullMarked;
