/**
 * Traverses a body in Avro binary without creating objects. This is used to check that the body
 * conforms to its schema before its bytes are copied into a file, and to read a single field.
 */
@NullMarked
package io.sluice.records.body;

import org.jspecify.annotations.NullMarked;
