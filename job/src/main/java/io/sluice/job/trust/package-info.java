/**
 * Whether the local files that a command reads can be trusted: {@link
 * io.sluice.job.trust.LocalFile} by owner and rights, {@link io.sluice.job.trust.FileTrust} of all
 * files that a configuration names.
 */
@NullMarked
package io.sluice.job.trust;

import org.jspecify.annotations.NullMarked;
