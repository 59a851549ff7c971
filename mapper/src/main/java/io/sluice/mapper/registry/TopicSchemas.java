package io.sluice.mapper.registry;

import io.sluice.mapper.registry.RegistryException.Prospect;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Schemas by the IDs in the records of one topic. Its producers can write any ID, so a task
 * requests a limited number of unknown IDs, and a few of each topic in any case. For one thread.
 */
public final class TopicSchemas {
  static final int MOST_UNKNOWN = 50;

  /** Unknown IDs that a task requests of each topic, however many the other topics have used. */
  static final int ALLOWANCE = 5;

  /** Treatment of a record with an ID that the task does not request any more. */
  public enum Unasked {
    /** It is not bad, and waits. */
    WAITS,
    /**
     * An operator has accepted that it is bad if its schema is not found: a task requests any
     * number of IDs, for a limited time.
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
   * @param kafkaPartition of the record: a Kafka partition without an unknown ID may still request
   *     one
   * @return empty if the registry does not have the ID
   * @throws RegistryException of {@link Prospect#UNASKED} if no more IDs are requested
   * @throws IOException if the registry cannot be asked
   */
  public Optional<SchemaText> byId(int id, int kafkaPartition) throws IOException {
    if (registry.isKept(id)) {
      return registry.byId(id);
    }
    if (isSpent() && withUnknown.contains(kafkaPartition)) {
      throw new RegistryException(
          Prospect.UNASKED,
          "Schema id %d was not asked for: the schema registry did not know %d other ids that records of this topic name, and %d in all that this task has asked for, and a task asks for no more of them."
              .formatted(id, unknown, ofTask.requests()));
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
    return unknown >= ALLOWANCE
        && (ofTask.haveTakenLong()
            || (unasked == Unasked.WAITS && (unknown >= MOST_UNKNOWN || ofTask.areMany())));
  }
}
