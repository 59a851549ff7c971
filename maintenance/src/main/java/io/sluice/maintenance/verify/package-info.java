/**
 * The deep {@code verify}: reads landed files, and the records that Kafka still has. {@link
 * io.sluice.maintenance.verify.DeepVerify} compares offsets with the ledger, {@link
 * io.sluice.maintenance.verify.AgainstKafka} compares rows with records.
 */
@NullMarked
package io.sluice.maintenance.verify;

import org.jspecify.annotations.NullMarked;
