/**
 * What the topics of tests and of the soak hold, how it is written into Kafka, and which columns it
 * should land as.
 */
@NullMarked
package io.sluice.testbed.content;

import org.jspecify.annotations.NullMarked;
