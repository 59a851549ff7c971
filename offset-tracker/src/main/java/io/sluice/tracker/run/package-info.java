/**
 * The plan of one run and the manifests of its tasks: {@link io.sluice.tracker.run.Plan} and {@link
 * io.sluice.tracker.run.Manifest}, their JSON forms, and the paths of a run.
 */
@NullMarked
package io.sluice.tracker.run;

import org.jspecify.annotations.NullMarked;
