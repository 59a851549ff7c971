/**
 * Enumerated crashes: at each store call of a history that goes well, each fault; and again at each
 * call of what follows. No randomness, no gaps.
 */
@NullMarked
package io.sluice.proof.crash;

import org.jspecify.annotations.NullMarked;
