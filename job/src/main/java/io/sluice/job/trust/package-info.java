/**
 * Whether the files that a command reads can be trusted: {@link io.sluice.job.trust.LocalPath} and
 * {@link io.sluice.job.trust.HdfsPath} by owners and rights on the whole way to them, {@link
 * io.sluice.job.trust.FileTrust} of all files that a configuration names.
 */
@NullMarked
package io.sluice.job.trust;

import org.jspecify.annotations.NullMarked;
