/**
 * Proof of identity between the client and the schema registry: the registry's by its certificate,
 * the client's by a password, a token or a certificate of its own.
 */
@NullMarked
package io.sluice.mapper.registry.access;

import org.jspecify.annotations.NullMarked;
