/**
 * Every order in which the processes of a small scene can make their calls.
 *
 * <p>Start reading at {@link io.sluice.proof.search.Search}.
 */
@NullMarked
package io.sluice.proof.search;

import org.jspecify.annotations.NullMarked;
