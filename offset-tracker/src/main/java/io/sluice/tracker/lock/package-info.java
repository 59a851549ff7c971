/** Advice that a run is active, by the file system's own clock. Nothing leans on either. */
@NullMarked
package io.sluice.tracker.lock;

import org.jspecify.annotations.NullMarked;
