package io.sluice.mapper.registry;

/**
 * A registered schema.
 *
 * @param subject as requested
 * @param version in the subject, from 1
 * @param id in the registry
 * @param schema the schema itself
 */
public record RegisteredSchema(String subject, int version, int id, SchemaText schema) {}
