/** What a record in flight is: Avro binary with its schema, and where in Kafka it stood. */
@NullMarked
package io.sluice.records;

import org.jspecify.annotations.NullMarked;
