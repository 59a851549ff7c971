/**
 * The commit protocol: from manifests to an entry, from an entry to landed files, and the last word
 * about a run. Who commits is of no importance: it needs the plan and the manifests, and nothing of
 * MapReduce.
 *
 * <p>Start reading at {@link io.sluice.tracker.commit.RunCommit} and {@link
 * io.sluice.tracker.commit.RunEnd}; {@code docs/commit-protocol.md} has the argument.
 */
@NullMarked
package io.sluice.tracker.commit;

import org.jspecify.annotations.NullMarked;
