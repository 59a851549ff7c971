package io.sluice.records;

import io.sluice.tracker.offset.RangeFailure;
import java.util.Optional;

/**
 * The reader is done with a topic and has asked for its ID once more.
 *
 * @param failure why nothing that was read of it may land, if so
 */
public record TopicEnd(String topic, Optional<RangeFailure> failure) implements ReadItem, TaskItem {

  public static TopicEnd sound(String topic) {
    return new TopicEnd(topic, Optional.empty());
  }

  /** It was deleted, or deleted and created again. */
  public static TopicEnd spoiled(String topic, String reason) {
    return failed(topic, new RangeFailure(RangeFailure.Kind.RECREATED, reason));
  }

  public static TopicEnd failed(String topic, RangeFailure failure) {
    return new TopicEnd(topic, Optional.of(failure));
  }
}
