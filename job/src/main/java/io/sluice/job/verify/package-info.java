/** The command {@code verify}: checks ledger, directories and files against each other. */
@NullMarked
package io.sluice.job.verify;

import org.jspecify.annotations.NullMarked;
