package io.sluice.mapper.registry;

import io.sluice.mapper.registry.RegistryException.Prospect;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Schemas by the ids that the records of one topic name. Its producers may name any id, so a task
 * asks for a bounded number of ids that the registry does not know. For one thread.
 */
public final class TopicSchemas {
  static final int MOST_UNKNOWN = 50;

  /** What becomes of a record whose id the task does not ask for any more. */
  public enum Unasked {
    /** Nobody says that it is bad: it waits. */
    WAITS,
    /**
     * A person has accepted that it is bad where its schema is not found: a task asks for any
     * number of ids, as long as that takes little time.
     */
    IS_BAD
  }

  private final RegistrySchemas registry;
  private final UnknownIds ofTask;
  private final Unasked unasked;
  private final Set<Integer> withUnknown = new HashSet<>();
  private int unknown;

  /**
   * @param registry shared by all topics of the task
   */
  public TopicSchemas(RegistrySchemas registry, Unasked unasked) {
    this.registry = registry;
    this.ofTask = registry.unknownIds();
    this.unasked = unasked;
  }

  /**
   * The schema that a record names.
   *
   * @param kafkaPartition of the record: one without an unknown id may go on asking
   * @return empty if the registry knows no such id
   * @throws RegistryException of {@link Prospect#UNASKED} if no more is asked
   * @throws IOException if the registry cannot be asked
   */
  public Optional<SchemaText> byId(int id, int kafkaPartition) throws IOException {
    if (registry.isKept(id)) {
      return registry.byId(id);
    }
    if (isSpent() && withUnknown.contains(kafkaPartition)) {
      throw new RegistryException(
          Prospect.UNASKED,
          "Schema id %d was not asked for: the schema registry did not know %d other ids that records of this topic name, and a task asks for no more of them."
              .formatted(id, unknown));
    }
    long begin = registry.millis();
    Optional<SchemaText> found = registry.byId(id);
    if (found.isEmpty()) {
      unknown++;
      withUnknown.add(kafkaPartition);
      ofTask.spend(Duration.ofMillis(registry.millis() - begin));
    }
    return found;
  }

  private boolean isSpent() {
    return ofTask.haveTakenLong()
        || (unasked == Unasked.WAITS && (unknown >= MOST_UNKNOWN || ofTask.areMany()));
  }
}
