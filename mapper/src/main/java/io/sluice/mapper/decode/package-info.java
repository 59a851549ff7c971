/**
 * Decoders: from the bytes that a topic holds to Avro binary with its schema. All implement {@link
 * io.sluice.records.api.Decoder}, as users' own do; {@link io.sluice.mapper.decode.Decoders} makes
 * them.
 *
 * <p>Bytes that nothing can decode end as a bad record, whatever they are. A registry that is down
 * is no fault of a record: that is an exception, and the attempt is tried again.
 */
@NullMarked
package io.sluice.mapper.decode;

import org.jspecify.annotations.NullMarked;
