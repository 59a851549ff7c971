/**
 * A record in flight: Avro binary with its schema and its coordinates in Kafka.
 *
 * <p>One stream per task goes from the reader through the Mapper to the writer. {@link
 * io.sluice.records.ReadItem} is what the reader says, {@link io.sluice.records.TaskItem} what the
 * writer hears. What a task did is said in the stream, in order; no shared object ties the two
 * ends.
 *
 * <p>{@code records.api} holds the interfaces that users implement, {@code records.landing} the
 * schema that lands, {@code records.row} how a record becomes a row of it, {@code records.body} the
 * walk over its bytes.
 */
@NullMarked
package io.sluice.records;

import org.jspecify.annotations.NullMarked;
