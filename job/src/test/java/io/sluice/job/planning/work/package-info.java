/** What a run takes, and how it is packed. */
@NullMarked
package io.sluice.job.planning.work;

import org.jspecify.annotations.NullMarked;
