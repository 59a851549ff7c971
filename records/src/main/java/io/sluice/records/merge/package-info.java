/**
 * Merges successive schemas. {@link io.sluice.records.merge.MergedSchema} contains the fields,
 * branches and symbols of both, and {@link io.sluice.records.merge.LogicalTypeChange} finds values
 * that would be read as other values.
 */
@NullMarked
package io.sluice.records.merge;

import org.jspecify.annotations.NullMarked;
