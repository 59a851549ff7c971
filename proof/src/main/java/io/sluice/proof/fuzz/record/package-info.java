/**
 * Records of Kafka as any producer may write them, drawn by a seed, through the decoders, the row
 * encoders and the writers of landed files: each lands or is a bad record.
 */
@NullMarked
package io.sluice.proof.fuzz.record;

import org.jspecify.annotations.NullMarked;
