/**
 * Schemas from a registry with Confluent's REST API; its base URL may have a path.
 *
 * <p>If a registry is down, the request is repeated here and then by MapReduce; an unknown schema
 * is an answer.
 */
@NullMarked
package io.sluice.mapper.registry;

import org.jspecify.annotations.NullMarked;
