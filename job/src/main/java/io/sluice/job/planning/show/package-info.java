/** What the verb {@code plan} shows: the plan and what it means, for people and for machines. */
@NullMarked
package io.sluice.job.planning.show;

import org.jspecify.annotations.NullMarked;
