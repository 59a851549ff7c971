/**
 * Readers of landed files that share no code with Sluice: what they see is what users see. Each has
 * a class loader of its own, so that its Avro and its drivers never meet ours.
 */
@NullMarked
package io.sluice.testbed.readers;

import org.jspecify.annotations.NullMarked;
