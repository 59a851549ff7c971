/** The rules of planning, on a fake cluster. */
@NullMarked
package io.sluice.job.planning;

import org.jspecify.annotations.NullMarked;
