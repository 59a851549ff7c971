package io.sluice.records;

import io.sluice.tracker.offset.RangeFailure;
import java.util.Optional;

/**
 * Marks the end of a topic, after its ID was checked again.
 *
 * @param failure the reason if nothing of it may land
 */
public record TopicEnd(String topic, Optional<RangeFailure> failure) implements ReadItem, TaskItem {

  public static TopicEnd sound(String topic) {
    return new TopicEnd(topic, Optional.empty());
  }

  /** The topic was deleted, or deleted and created again. */
  public static TopicEnd spoiled(String topic, String reason) {
    return failed(topic, new RangeFailure(RangeFailure.Kind.RECREATED, reason));
  }

  public static TopicEnd failed(String topic, RangeFailure failure) {
    return new TopicEnd(topic, Optional.of(failure));
  }
}
