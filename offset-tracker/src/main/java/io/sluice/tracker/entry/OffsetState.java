package io.sluice.tracker.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a ledger of offsets knows after one entry.
 *
 * @param topics by name
 * @param held carried until the cause is gone or a person releases it
 * @param losses carried until acknowledged
 * @param leftOut matching topics that the run left out
 */
public record OffsetState(
    Map<String, TopicState> topics,
    List<Held> held,
    List<Loss> losses,
    TopicPatterns patterns,
    List<String> leftOut) {
  public static final OffsetState EMPTY =
      new OffsetState(Map.of(), List.of(), List.of(), TopicPatterns.NONE, List.of());

  public OffsetState {
    topics = java.util.Collections.unmodifiableMap(new TreeMap<>(topics));
    held = List.copyOf(held);
    losses = List.copyOf(losses);
    leftOut = List.copyOf(leftOut);
  }

  /** The same state, carried by a later entry that moves nothing. */
  public OffsetState carried() {
    Map<String, TopicState> carried = new TreeMap<>();
    topics.forEach((name, topic) -> carried.put(name, topic.carried()));
    return new OffsetState(carried, held, losses, patterns, leftOut);
  }

  public Optional<TopicState> topic(String name) {
    return Optional.ofNullable(topics.get(name));
  }
}
