/** The command {@code plan}: the plan of a run and its forecast, for people and for machines. */
@NullMarked
package io.sluice.job.plan;

import org.jspecify.annotations.NullMarked;
