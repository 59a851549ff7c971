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
    List<Hold> held,
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

  /** Holds that wait for an operator: those whose topic is there. */
  public List<Hold> waiting() {
    return held.stream().filter(Hold::waits).toList();
  }

  /**
   * This state, to be {@linkplain #carried carried} first, after a reset of one topic: Kafka
   * partitions of it begin a new generation, and all else stays. Where the topic is another than
   * the ledger knows, each of its Kafka partitions does, and what was held for the sake of the
   * former one's log is held no more.
   *
   * @param topicId as Kafka answers it, empty if it gave none
   * @param from first offset of the new generation, by number of the Kafka partition; one that is
   *     missing stays where it is, or begins at 0 if the topic is another
   */
  public OffsetState reset(String topic, String topicId, Map<Integer, Long> from) {
    TopicState known = Optional.ofNullable(topics.get(topic)).orElseThrow();
    boolean another = known.isAnother(topicId);
    Map<String, TopicState> next = new TreeMap<>(topics);
    next.put(
        topic,
        known
            .withId(topicId)
            .with(
                state ->
                    another || from.containsKey(state.number())
                        ? state.nextGeneration(from.getOrDefault(state.number(), 0L))
                        : state));
    List<Hold> rest =
        another
            ? held.stream()
                .filter(each -> !each.topic().equals(topic) || !each.cause().isOfOneLog())
                .toList()
            : held;
    return new OffsetState(next, rest, losses, patterns, leftOut);
  }

  /** The same state with another one of a topic. */
  public OffsetState with(TopicState topic) {
    Map<String, TopicState> next = new TreeMap<>(topics);
    next.put(topic.topic(), topic);
    return new OffsetState(next, held, losses, patterns, leftOut);
  }

  /** The same state with another form of a hold that it has. */
  public OffsetState with(Hold changed) {
    return new OffsetState(
        topics,
        held.stream().map(each -> each.id().equals(changed.id()) ? changed : each).toList(),
        losses,
        patterns,
        leftOut);
  }

  /** The same state without one hold. */
  public OffsetState without(Hold released) {
    return new OffsetState(
        topics,
        held.stream().filter(each -> !each.id().equals(released.id())).toList(),
        losses,
        patterns,
        leftOut);
  }

  public Optional<TopicState> topic(String name) {
    return Optional.ofNullable(topics.get(name));
  }
}
