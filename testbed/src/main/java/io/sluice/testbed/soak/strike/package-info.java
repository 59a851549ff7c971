/**
 * Kills at a moment of the protocol, what stood in the state directory right after, and what it
 * took until all was well again.
 */
@NullMarked
package io.sluice.testbed.soak.strike;

import org.jspecify.annotations.NullMarked;
