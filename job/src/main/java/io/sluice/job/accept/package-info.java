/**
 * {@code ledger --accept} and {@code --accept-missing}: a person takes in what is not as the ledger
 * says. Dry runs unless {@code --execute}.
 */
@NullMarked
package io.sluice.job.accept;

import org.jspecify.annotations.NullMarked;
