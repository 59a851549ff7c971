/**
 * What a value of a type may be, whatever format it came in: text in UTF-8, decimals within their
 * precision, times that readers hold, and the forms of ISO 8601 that are read as a time.
 */
@NullMarked
package io.sluice.records.value;

import org.jspecify.annotations.NullMarked;
