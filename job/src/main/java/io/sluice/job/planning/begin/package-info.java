/**
 * Where each Kafka partition is read from, or why it is not: which topics are meant, how each came
 * to be, the bounds of its logs, what is held and what has expired.
 */
@NullMarked
package io.sluice.job.planning.begin;

import org.jspecify.annotations.NullMarked;
