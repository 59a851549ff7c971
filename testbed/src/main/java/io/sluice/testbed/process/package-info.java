/**
 * Java programs as child processes: started from a class path that Maven resolved, watched until
 * they are ready, and gone when the test or the tour is. {@link
 * io.sluice.testbed.process.ParentWatchdog} sees to the last point even if this JVM is killed.
 */
@NullMarked
package io.sluice.testbed.process;

import org.jspecify.annotations.NullMarked;
