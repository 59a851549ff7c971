/** Output of the tour, and the commands that it types. */
@NullMarked
package io.sluice.testbed.tour.console;

import org.jspecify.annotations.NullMarked;
