/** Landing schemas and directories. */
@NullMarked
package io.sluice.job.planning.landing;

import org.jspecify.annotations.NullMarked;
