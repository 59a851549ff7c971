/**
 * The decision on what a run may commit, by its plan and its manifests: {@link
 * io.sluice.tracker.decision.CommitDecision}. It is pure, except for the check of staged files when
 * a manifest is chosen.
 */
@NullMarked
package io.sluice.tracker.decision;

import org.jspecify.annotations.NullMarked;
