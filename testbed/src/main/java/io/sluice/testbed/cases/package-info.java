/**
 * Inputs that went wrong once, with their right outcome: each folder of {@code testbed/cases} is
 * sent to a real broker and landed by {@code scripts/run-job.sh}, beside ten healthy topics.
 */
@NullMarked
package io.sluice.testbed.cases;

import org.jspecify.annotations.NullMarked;
