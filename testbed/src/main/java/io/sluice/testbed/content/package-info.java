/**
 * The content of the topics of tests and of the soak, its encoding in Kafka, and the columns as
 * which it should land.
 */
@NullMarked
package io.sluice.testbed.content;

import org.jspecify.annotations.NullMarked;
