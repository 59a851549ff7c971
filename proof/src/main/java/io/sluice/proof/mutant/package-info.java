/**
 * Protocol bugs that were put in by hand, to show that the searches would find them. A mutant is a
 * small change of a source file; it is compiled in memory and takes the place of the real class.
 */
@NullMarked
package io.sluice.proof.mutant;

import org.jspecify.annotations.NullMarked;
