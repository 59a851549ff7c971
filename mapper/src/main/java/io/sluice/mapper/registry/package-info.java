/**
 * Schemas from a registry that speaks Confluent's REST API, whose base URL may have a path.
 *
 * <p>A registry that is down is a failure to be tried again, here and then by MapReduce; a schema
 * that it does not know is an answer.
 */
@NullMarked
package io.sluice.mapper.registry;

import org.jspecify.annotations.NullMarked;
