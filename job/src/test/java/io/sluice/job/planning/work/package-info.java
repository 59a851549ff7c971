/** Tests of the selection and the packing of a run's work. */
@NullMarked
package io.sluice.job.planning.work;

import org.jspecify.annotations.NullMarked;
