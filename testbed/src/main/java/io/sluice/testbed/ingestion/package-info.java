/**
 * Sluice as its users run it: a properties file, {@code scripts/run-job.sh} with the packed jar,
 * and what then stands in the state directory.
 */
@NullMarked
package io.sluice.testbed.ingestion;

import org.jspecify.annotations.NullMarked;
