/** The simulation's short form, for every build. */
@NullMarked
package io.sluice.proof.simulation;

import org.jspecify.annotations.NullMarked;
