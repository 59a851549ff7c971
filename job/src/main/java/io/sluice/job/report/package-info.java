/**
 * What a run tells when it ends: exit code, summary for people, the same as one JSON object; and
 * progress while it goes on.
 */
@NullMarked
package io.sluice.job.report;

import org.jspecify.annotations.NullMarked;
