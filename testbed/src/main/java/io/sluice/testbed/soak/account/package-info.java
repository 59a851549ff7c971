/**
 * Kafka's content held against the landed content, record by record, for millions of records: a few
 * bytes for each, by Kafka partition and offset.
 */
@NullMarked
package io.sluice.testbed.soak.account;

import org.jspecify.annotations.NullMarked;
