/**
 * The plan of kills: seeded rounds with victim and moment, and the count of kills that guides them.
 * Pure: knows no cluster.
 */
@NullMarked
package io.sluice.testbed.soak.plan;

import org.jspecify.annotations.NullMarked;
