/**
 * The deep {@code verify}: looks into landed files and, where Kafka still has the records, at
 * Kafka. {@link io.sluice.maintenance.verify.DeepVerify} holds offsets against the ledger, {@link
 * io.sluice.maintenance.verify.AgainstKafka} rows against records.
 */
@NullMarked
package io.sluice.maintenance.verify;

import org.jspecify.annotations.NullMarked;
