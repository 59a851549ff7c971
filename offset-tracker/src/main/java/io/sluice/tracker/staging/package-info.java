/**
 * The directories of staged files below a topic's directory, and other files in them: {@link
 * io.sluice.tracker.staging.StagedPaths}.
 */
@NullMarked
package io.sluice.tracker.staging;

import org.jspecify.annotations.NullMarked;
