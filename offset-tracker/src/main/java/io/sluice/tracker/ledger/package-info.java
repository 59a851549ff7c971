/**
 * The numbered entries of an ingestion, the only truth about offsets and landed files: their JSON
 * form, reading the chain, and appending to it.
 */
@NullMarked
package io.sluice.tracker.ledger;

import org.jspecify.annotations.NullMarked;
