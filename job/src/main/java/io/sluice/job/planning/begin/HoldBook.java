package io.sluice.job.planning.begin;

import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Held.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is held: the head's holds are carried, each until its cause has been looked into and is
 * gone, and keep the time since when they are held.
 */
public final class HoldBook {
  /** Causes that only a reader or a commit can find, or find gone. */
  private static final Set<Cause> NOT_FOR_A_PLANNER = EnumSet.of(Cause.TRUNCATED, Cause.CORRUPT);

  private final Map<String, Held> before = new LinkedHashMap<>();
  private final Map<String, Held> now = new LinkedHashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final long version;
  private final long plannedAt;

  /**
   * Opens the book.
   *
   * @param version that the run appends at
   */
  public HoldBook(List<Held> before, long version, long plannedAt) {
    before.forEach(each -> this.before.put(each.id(), each));
    this.version = version;
    this.plannedAt = plannedAt;
  }

  /** Holds it, from now on or still. */
  public void hold(String topic, int kafkaPartition, Cause cause, String message) {
    String id = Held.idOf(topic, kafkaPartition, cause);
    Held earlier = before.get(id);
    long since = earlier == null ? plannedAt : earlier.since();
    long sinceVersion = earlier == null ? version : earlier.sinceVersion();
    now.put(id, new Held(id, topic, kafkaPartition, cause, message, since, sinceVersion));
  }

  /** Its cause was looked into and is not there. */
  public void clear(String topic, int kafkaPartition, Cause cause) {
    gone.add(Held.idOf(topic, kafkaPartition, cause));
  }

  /** A hold of the head that no planner can find gone, on the topic or on this part of it. */
  public Optional<Held> standing(String topic, int kafkaPartition) {
    return NOT_FOR_A_PLANNER.stream()
        .map(cause -> before.get(Held.idOf(topic, kafkaPartition, cause)))
        .filter(held -> held != null)
        .findFirst();
  }

  /** Whether the head holds the topic as a whole for this. */
  public boolean wasHeld(String topic, Cause cause) {
    return before.containsKey(Held.idOf(topic, Held.WHOLE_TOPIC, cause));
  }

  /** The entry since which the head holds the topic as a whole for this; empty if it does not. */
  public OptionalLong heldSince(String topic, Cause cause) {
    Held held = before.get(Held.idOf(topic, Held.WHOLE_TOPIC, cause));
    return held == null ? OptionalLong.empty() : OptionalLong.of(held.sinceVersion());
  }

  public List<Held> held() {
    List<Held> all = new ArrayList<>(now.values());
    before.values().stream()
        .filter(each -> !now.containsKey(each.id()) && !gone.contains(each.id()))
        .forEach(all::add);
    all.sort(
        Comparator.comparing(Held::topic)
            .thenComparingInt(Held::kafkaPartition)
            .thenComparing(Held::cause));
    return all;
  }

  /** Holds of the head that are no more. */
  public List<Held> released() {
    return before.values().stream()
        .filter(each -> !now.containsKey(each.id()) && gone.contains(each.id()))
        .toList();
  }
}
