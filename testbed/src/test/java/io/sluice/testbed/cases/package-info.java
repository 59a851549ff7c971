/** The cases, in every build. */
@NullMarked
package io.sluice.testbed.cases;

import org.jspecify.annotations.NullMarked;
