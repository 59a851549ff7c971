/**
 * Searches for a history in which a record is lost or doubled, or nobody can go on: with the real
 * protocol classes, in small worlds, by every order and every crash that fits into them, and by
 * random ones beyond.
 */
@NullMarked
package io.sluice.proof;

import org.jspecify.annotations.NullMarked;
