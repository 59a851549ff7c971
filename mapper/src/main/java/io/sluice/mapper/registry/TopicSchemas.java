package io.sluice.mapper.registry;

import io.sluice.mapper.registry.RegistryException.Prospect;
import java.io.IOException;
import java.util.Optional;

/**
 * Schemas by the ids that the records of one topic name. Its producers may name any id, so a task
 * asks for a bounded number of ids that the registry does not know. For one thread.
 */
public final class TopicSchemas {
  static final int MOST_UNKNOWN = 100;

  private final RegistrySchemas registry;
  private int unknown;

  public TopicSchemas(RegistrySchemas registry) {
    this.registry = registry;
  }

  /**
   * The schema that a record names.
   *
   * @return empty if the registry knows no such id
   * @throws IOException if the registry cannot be asked, or is not asked any more
   */
  public Optional<SchemaText> byId(int id) throws IOException {
    if (registry.isKept(id)) {
      return registry.byId(id);
    }
    if (unknown >= MOST_UNKNOWN) {
      throw new RegistryException(
          Prospect.PASSING,
          "Cannot ask the schema registry for schema id %d: it did not know %d other ids of this topic's records, and a task asks for no more of them. The next run goes on here; look into the quarantine for what writes such records."
              .formatted(id, MOST_UNKNOWN));
    }
    Optional<SchemaText> found = registry.byId(id);
    unknown += found.isEmpty() ? 1 : 0;
    return found;
  }
}
