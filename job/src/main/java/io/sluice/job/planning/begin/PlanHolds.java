package io.sluice.job.planning.begin;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.offset.OffsetRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The holds of a plan. Each hold of the head is kept until a check shows that its cause is gone,
 * and keeps its start time.
 */
public final class PlanHolds {
  /**
   * Causes that stay until an operator decides: a truncated log stays truncated, however far it has
   * grown since.
   */
  private static final Set<Cause> FOR_A_PERSON =
      EnumSet.of(Cause.TRUNCATED, Cause.BEYOND_END, Cause.CORRUPT, Cause.MEMORY);

  /** Causes that the tasks of a run check again, and not the plan. */
  private static final Set<Cause> FOUND_BY_EACH_RUN =
      EnumSet.of(Cause.ERROR_BUDGET, Cause.UNKNOWN_SCHEMAS);

  /** Causes that a later plan would not detect again after the topic is back. */
  private static final Set<Cause> OUTLASTING =
      EnumSet.of(Cause.TRUNCATED, Cause.BEYOND_END, Cause.CORRUPT, Cause.LEDGER_SET_BACK);

  private final Map<String, Hold> before = new LinkedHashMap<>();
  private final Map<String, Hold> now = new LinkedHashMap<>();
  private final Set<String> cleared = new HashSet<>();
  private final Map<String, String> gone = new HashMap<>();
  private final long version;
  private final long plannedAt;

  /**
   * Starts with the holds of the head.
   *
   * @param version that the run appends
   */
  public PlanHolds(List<Hold> before, long version, long plannedAt) {
    before.forEach(each -> this.before.put(each.id(), each));
    this.version = version;
    this.plannedAt = plannedAt;
  }

  /** Adds a hold, or keeps it. */
  public void hold(String topic, int kafkaPartition, Cause cause, String message) {
    hold(topic, kafkaPartition, cause, message, List.of());
  }

  /** Adds a hold for these offsets, or keeps it. */
  public void hold(
      String topic, int kafkaPartition, Cause cause, String message, List<OffsetRange> ranges) {
    String id = Hold.idOf(topic, kafkaPartition, cause);
    Hold held =
        new Hold(id, topic, kafkaPartition, cause, message, plannedAt, version).about(ranges);
    Hold earlier = before.get(id);
    now.put(id, earlier == null ? held : held.since(earlier));
  }

  /**
   * Handles the holds of a topic that was deleted or removed from the configuration: a hold that a
   * later plan would detect again ends, any other is suspended until the topic is back.
   */
  public void gone(String topic, String why) {
    gone.put(topic, why);
  }

  private boolean ends(Hold each) {
    return cleared.contains(each.id())
        || (gone.containsKey(each.topic()) && !OUTLASTING.contains(each.cause()));
  }

  /** Losses that are known only from holds that end with their topic. */
  public List<Hold> lostWithTheirTopic() {
    return before.values().stream()
        .filter(each -> each.cause() == Cause.DATA_LOSS && gone.containsKey(each.topic()))
        .toList();
  }

  /** Ends a hold whose cause was checked and is gone. */
  public void clear(String topic, int kafkaPartition, Cause cause) {
    cleared.add(Hold.idOf(topic, kafkaPartition, cause));
  }

  /**
   * Ends the holds of a topic that its tasks find again, as far as their offsets are passed: they
   * are before the ledger's offset, or planned to their end.
   */
  public void clearPassed(String topic, Predicate<OffsetRange> isPassed) {
    for (Cause cause : FOUND_BY_EACH_RUN) {
      String id = Hold.idOf(topic, Hold.WHOLE_TOPIC, cause);
      Hold held = before.get(id);
      if (held == null || held.ranges().isEmpty()) {
        continue;
      }
      List<OffsetRange> waiting = held.ranges().stream().filter(isPassed.negate()).toList();
      if (waiting.isEmpty()) {
        cleared.add(id);
      } else {
        now.put(id, held.about(waiting).suspended(""));
      }
    }
  }

  /** Ends the holds of a topic that its tasks find again and that are about no offsets. */
  public void clearWithoutOffsets(String topic) {
    before.values().stream()
        .filter(each -> each.topic().equals(topic) && each.ranges().isEmpty())
        .filter(each -> FOUND_BY_EACH_RUN.contains(each.cause()))
        .forEach(each -> cleared.add(each.id()));
  }

  /** A hold of the head that only an operator can end, on the topic or on this part of it. */
  public Optional<Hold> standing(String topic, int kafkaPartition) {
    return FOR_A_PERSON.stream()
        .map(cause -> before.get(Hold.idOf(topic, kafkaPartition, cause)))
        .filter(held -> held != null && !held.isTriedAlone())
        .findFirst();
  }

  /** Returns whether a Kafka partition is read once more, in a task of its own. */
  public boolean isTriedAlone(String topic, int kafkaPartition) {
    return Optional.ofNullable(before.get(Hold.idOf(topic, kafkaPartition, Cause.MEMORY)))
        .filter(Hold::isTriedAlone)
        .isPresent();
  }

  /** Returns whether the head holds the topic as a whole for this cause. */
  public boolean wasHeld(String topic, Cause cause) {
    return before.containsKey(Hold.idOf(topic, Hold.WHOLE_TOPIC, cause));
  }

  /**
   * The version since which the head holds the topic as a whole for this cause; empty if it does
   * not.
   */
  public OptionalLong heldSince(String topic, Cause cause) {
    Hold held = before.get(Hold.idOf(topic, Hold.WHOLE_TOPIC, cause));
    return held == null ? OptionalLong.empty() : OptionalLong.of(held.sinceVersion());
  }

  public List<Hold> held() {
    List<Hold> all = new ArrayList<>(now.values());
    before.values().stream()
        .filter(each -> !now.containsKey(each.id()) && !ends(each))
        .map(
            each ->
                each.isTriedAlone() ? each : each.suspended(gone.getOrDefault(each.topic(), "")))
        .forEach(all::add);
    all.sort(
        Comparator.comparing(Hold::topic)
            .thenComparingInt(Hold::kafkaPartition)
            .thenComparing(Hold::cause));
    return all;
  }

  /** Remarks on holds of the head that end or are suspended with this plan. */
  public List<Remark> news() {
    List<Remark> news = new ArrayList<>();
    for (Hold each : before.values()) {
      String why = gone.getOrDefault(each.topic(), "its cause is gone");
      if (now.containsKey(each.id())) {
        continue;
      }
      if (ends(each)) {
        if (!FOUND_BY_EACH_RUN.contains(each.cause()) || gone.containsKey(each.topic())) {
          news.add(news(each, "%s is held no more: %s.".formatted(each.id(), why)));
        }
      } else if (gone.containsKey(each.topic()) && each.waits()) {
        news.add(
            news(
                each,
                "%s waits for nobody now: %s. It is held again once the topic is back."
                    .formatted(each.id(), why)));
      }
    }
    return news;
  }

  private static Remark news(Hold of, String message) {
    return new Remark(Remark.Kind.NEWS, of.topic(), message);
  }
}
