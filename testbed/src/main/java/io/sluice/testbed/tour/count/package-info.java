/**
 * Counts of one and the same records by four who know nothing of each other: who produced them, a
 * plain consumer, Sluice's ledger, and readers of the landed files that are not ours.
 */
@NullMarked
package io.sluice.testbed.tour.count;

import org.jspecify.annotations.NullMarked;
