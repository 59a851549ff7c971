/** Limits of the reading of a task, and the heap that a record needs. */
@NullMarked
package io.sluice.mapper.limit;

import org.jspecify.annotations.NullMarked;
