/**
 * How much of what there is to read a run takes, and how it is cut and packed into tasks. Pure
 * arithmetic on bytes and offsets: it asks nobody, so each rule of it can be tried by itself.
 */
@NullMarked
package io.sluice.job.planning.work;

import org.jspecify.annotations.NullMarked;
