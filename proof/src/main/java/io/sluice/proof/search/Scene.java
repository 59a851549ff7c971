package io.sluice.proof.search;

import io.sluice.tracker.offset.KafkaPartition;
import java.util.List;
import java.util.Map;

/**
 * A scene: the processes that run together, and their bounds.
 *
 * @param name for people
 * @param log end of the log of each Kafka partition
 * @param faults how many calls of a history may be answered by an error
 */
public record Scene(
    String name, Map<KafkaPartition, Long> log, List<SceneProcess> parts, int faults) {
  public Scene {
    log = Map.copyOf(log);
    parts = List.copyOf(parts);
  }
}
