/**
 * The report of a run: exit code, summary for people, the same as one JSON object; and progress
 * while the run goes on.
 */
@NullMarked
package io.sluice.job.report;

import org.jspecify.annotations.NullMarked;
