/**
 * Where files are staged below a topic's directory, and what stands there beside them: {@link
 * io.sluice.tracker.staging.StagedPaths}.
 */
@NullMarked
package io.sluice.tracker.staging;

import org.jspecify.annotations.NullMarked;
