/** Output of the verb {@code plan}: the plan and its forecast, for people and for machines. */
@NullMarked
package io.sluice.job.planning.show;

import org.jspecify.annotations.NullMarked;
