/**
 * Files that others have changed, drawn by a seed: whoever reads them refuses them, and ends by no
 * defect, endless loop or want of memory.
 */
@NullMarked
package io.sluice.proof.fuzz;

import org.jspecify.annotations.NullMarked;
