/**
 * What is killed and when: a seeded plan of rounds, and the count of kills that it goes by. Pure:
 * knows no cluster.
 */
@NullMarked
package io.sluice.testbed.soak.plan;

import org.jspecify.annotations.NullMarked;
