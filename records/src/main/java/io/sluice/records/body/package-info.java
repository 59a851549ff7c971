/**
 * Walking over a body in Avro binary without making objects of it: to check that it is what its
 * schema says, before its bytes are copied into a file that it could spoil for all readers, and to
 * reach one field of it.
 */
@NullMarked
package io.sluice.records.body;

import org.jspecify.annotations.NullMarked;
