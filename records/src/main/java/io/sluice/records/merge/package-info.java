/**
 * Merges schemas that follow one another: {@link io.sluice.records.merge.MergedSchema} holds the
 * fields, branches and symbols of both, and {@link io.sluice.records.merge.LogicalTypeChange} finds
 * values that the other schema would read as something else.
 */
@NullMarked
package io.sluice.records.merge;

import org.jspecify.annotations.NullMarked;
