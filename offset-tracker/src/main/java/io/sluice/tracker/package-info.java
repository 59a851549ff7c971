/**
 * Offsets, ranges, the ledger, publishing, recovery and the shallow {@code verify}.
 *
 * <p>A tracker of offsets holds all that because offsets and files are committed in one step: who
 * writes down how far a run came also says which files landed. It knows no Kafka client, no
 * MapReduce and no Avro.
 */
@NullMarked
package io.sluice.tracker;

import org.jspecify.annotations.NullMarked;
