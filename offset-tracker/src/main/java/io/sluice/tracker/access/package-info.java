/**
 * Access to directories: their owner, group, rights, ACL and encryption zone. {@link
 * io.sluice.tracker.access.HdfsRights} and {@link io.sluice.tracker.access.LocalRights} restrict a
 * directory like another one, {@link io.sluice.tracker.access.StateRights} finds users who can
 * write to a state directory, {@link io.sluice.tracker.access.LocalLinks} refuses links that lead
 * elsewhere, and {@link io.sluice.tracker.access.PathWalk} lists the directories and links on the
 * path to a local file.
 */
@NullMarked
package io.sluice.tracker.access;

import org.jspecify.annotations.NullMarked;
