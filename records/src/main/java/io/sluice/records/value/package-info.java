/**
 * Rules for the values of a type, for all input formats: text in UTF-8, decimals within their
 * precision, times within the range of readers, and the supported forms of ISO 8601.
 */
@NullMarked
package io.sluice.records.value;

import org.jspecify.annotations.NullMarked;
