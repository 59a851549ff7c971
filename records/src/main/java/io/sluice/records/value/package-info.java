/**
 * Rules for the values of a type, whatever format they came in: text in UTF-8, decimals within
 * their precision, times that readers hold, and the forms of ISO 8601 that are read as a time.
 */
@NullMarked
package io.sluice.records.value;

import org.jspecify.annotations.NullMarked;
