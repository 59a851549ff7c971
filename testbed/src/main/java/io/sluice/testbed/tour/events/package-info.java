/**
 * The events of a small shop: orders and payments in Avro with their schemas in a registry, page
 * views in JSON; some late, some broken, one a tombstone, as real topics have them.
 */
@NullMarked
package io.sluice.testbed.tour.events;

import org.jspecify.annotations.NullMarked;
