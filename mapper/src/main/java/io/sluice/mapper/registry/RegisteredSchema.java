package io.sluice.mapper.registry;

/**
 * A schema as the registry knows it.
 *
 * @param subject as asked for
 * @param version in the subject, from 1
 * @param id in the registry
 * @param schema the schema itself
 */
public record RegisteredSchema(String subject, int version, int id, SchemaText schema) {}
