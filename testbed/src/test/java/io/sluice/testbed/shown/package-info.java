/**
 * Compares the tests that {@code docs/} names as evidence with the tests that have run: the build
 * fails if one of them does not exist, is disabled, or did not run.
 */
@NullMarked
package io.sluice.testbed.shown;

import org.jspecify.annotations.NullMarked;
