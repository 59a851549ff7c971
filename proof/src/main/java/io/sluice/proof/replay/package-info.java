/**
 * Runs the real protocol classes one store call at a time. A program is run again from its
 * beginning with the answers that it has had, up to the call that it has not made yet: so its state
 * is the answers that it has had, and a world can be kept, compared, and gone on with in more than
 * one way.
 *
 * <p>Start reading at {@link io.sluice.proof.replay.Actors}.
 */
@NullMarked
package io.sluice.proof.replay;

import org.jspecify.annotations.NullMarked;
