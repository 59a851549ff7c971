package io.sluice.records;

import java.util.List;
import java.util.Optional;

/**
 * The reader is done with a topic and has asked for its ID once more.
 *
 * @param spoiledOrNone why what was read of it must not land; one element at most
 */
public record TopicEnd(String topic, List<String> spoiledOrNone) implements ReadItem, TaskItem {
  public TopicEnd {
    spoiledOrNone = List.copyOf(spoiledOrNone);
  }

  public static TopicEnd sound(String topic) {
    return new TopicEnd(topic, List.of());
  }

  public static TopicEnd spoiled(String topic, String reason) {
    return new TopicEnd(topic, List.of(reason));
  }

  public Optional<String> spoiled() {
    return spoiledOrNone.stream().findFirst();
  }
}
