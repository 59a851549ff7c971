/** The records that flow into the topics while things die. */
@NullMarked
package io.sluice.testbed.soak.load;

import org.jspecify.annotations.NullMarked;
