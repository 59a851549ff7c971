package io.sluice.mapper.registry;

import io.sluice.mapper.registry.RegistryException.Prospect;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Schemas by the ids that the records of one topic name. Its producers may name any id, so a task
 * asks for a bounded number of ids that the registry does not know. For one thread.
 */
public final class TopicSchemas {
  static final int MOST_UNKNOWN = 50;

  private final RegistrySchemas registry;
  private final Set<Integer> withUnknown = new HashSet<>();
  private int unknown;

  public TopicSchemas(RegistrySchemas registry) {
    this.registry = registry;
  }

  /**
   * The schema that a record names.
   *
   * @param kafkaPartition of the record: one without an unknown id may go on asking
   * @return empty if the registry knows no such id
   * @throws IOException if the registry cannot be asked, or is not asked any more
   */
  public Optional<SchemaText> byId(int id, int kafkaPartition) throws IOException {
    if (registry.isKept(id)) {
      return registry.byId(id);
    }
    if (unknown >= MOST_UNKNOWN && withUnknown.contains(kafkaPartition)) {
      throw new RegistryException(
          Prospect.PASSING,
          "Cannot ask the schema registry for schema id %d: it did not know %d other ids of this topic's records, and a task asks for no more of them. The next run goes on here; look into the quarantine for what writes such records."
              .formatted(id, unknown));
    }
    Optional<SchemaText> found = registry.byId(id);
    if (found.isEmpty()) {
      unknown++;
      withUnknown.add(kafkaPartition);
    }
    return found;
  }
}
