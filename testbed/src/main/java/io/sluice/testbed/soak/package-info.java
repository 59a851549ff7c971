/**
 * The soak: for as long as asked, real runs on a real stack, and {@code kill -9} of every part at
 * every step of the protocol. After each round Kafka's content is held against the landed content.
 */
@NullMarked
package io.sluice.testbed.soak;

import org.jspecify.annotations.NullMarked;
