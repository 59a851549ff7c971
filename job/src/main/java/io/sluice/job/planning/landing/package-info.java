/**
 * What a topic lands as, and whether its directory can take it: the planner's ports on real parts.
 */
@NullMarked
package io.sluice.job.planning.landing;

import org.jspecify.annotations.NullMarked;
