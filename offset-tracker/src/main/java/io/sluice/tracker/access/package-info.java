/**
 * Access to directories: their owner, group, rights, ACL and encryption zone. {@link
 * io.sluice.tracker.access.HdfsRights} and {@link io.sluice.tracker.access.LocalRights} make a
 * directory as closed as another, {@link io.sluice.tracker.access.StateRights} finds who else may
 * write in a state directory, {@link io.sluice.tracker.access.LocalLinks} refuses links that lead
 * elsewhere, and {@link io.sluice.tracker.access.PathWalk} lists all that a local file is found by.
 */
@NullMarked
package io.sluice.tracker.access;

import org.jspecify.annotations.NullMarked;
