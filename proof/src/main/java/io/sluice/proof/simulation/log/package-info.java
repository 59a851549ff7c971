/**
 * Kafka as a small model: logs that grow, expire, are cut and go on with another epoch, topics that
 * are created again, and a reader that is given the same answers as a real one.
 */
@NullMarked
package io.sluice.proof.simulation.log;

import org.jspecify.annotations.NullMarked;
