/** Login lines of JAAS, as settings hold them: one reading for all who look at them. */
@NullMarked
package io.sluice.options.jaas;

import org.jspecify.annotations.NullMarked;
