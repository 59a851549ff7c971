/** Kafka whose listeners ask who is there, in every way that Kafka has. */
@NullMarked
package io.sluice.testbed.secured;

import org.jspecify.annotations.NullMarked;
