/**
 * Holds the tables of {@code docs/} whose last column says by which tests a row is shown against
 * the tests that have run: a claim whose test is gone, disabled or left out is no claim.
 */
@NullMarked
package io.sluice.testbed.shown;

import org.jspecify.annotations.NullMarked;
