/**
 * The commit protocol: from manifests to an entry, from an entry to landed files, and the end of a
 * run. Any process can commit: it needs the plan and the manifests, and nothing from MapReduce.
 *
 * <p>Start reading at {@link io.sluice.tracker.commit.RunCommit} and {@link
 * io.sluice.tracker.commit.RunEnd}; {@code docs/commit-protocol.md} explains why it is safe.
 */
@NullMarked
package io.sluice.tracker.commit;

import org.jspecify.annotations.NullMarked;
