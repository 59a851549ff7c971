/** The landing schema and the directory check of each topic: the planner's ports on real parts. */
@NullMarked
package io.sluice.job.planning.landing;

import org.jspecify.annotations.NullMarked;
