/**
 * Checks whether the files that a command reads can be trusted. {@link
 * io.sluice.job.trust.LocalPath} and {@link io.sluice.job.trust.HdfsPath} check owners and rights
 * on the whole path of a file; {@link io.sluice.job.trust.FileTrust} checks all files that a
 * configuration names.
 */
@NullMarked
package io.sluice.job.trust;

import org.jspecify.annotations.NullMarked;
