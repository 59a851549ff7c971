/** Text files: one value per line, as it is. */
@NullMarked
package io.sluice.writers.text;

import org.jspecify.annotations.NullMarked;
