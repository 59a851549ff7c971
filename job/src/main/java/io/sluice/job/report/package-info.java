/**
 * The report of a run: exit code, summary text, the same as one JSON object; and the progress
 * during a run.
 */
@NullMarked
package io.sluice.job.report;

import org.jspecify.annotations.NullMarked;
