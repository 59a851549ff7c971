/**
 * A record in flight: Avro binary with its schema and its coordinates in Kafka.
 *
 * <p>One stream per task goes from the reader through the Mapper to the writer. {@link
 * io.sluice.records.ReadItem} is an item from the reader, {@link io.sluice.records.TaskItem} an
 * item for the writer. The stream contains everything that a task did, in order; the two ends share
 * no object.
 *
 * <p>{@code records.api} holds the interfaces that users implement, {@code records.landing} the
 * schema that lands, {@code records.row} the conversion of a record to a row of it, {@code
 * records.body} the traversal of its bytes.
 */
@NullMarked
package io.sluice.records;

import org.jspecify.annotations.NullMarked;
