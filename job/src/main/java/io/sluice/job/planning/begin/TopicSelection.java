package io.sluice.job.planning.begin;

import io.sluice.options.BoundedPattern;
import io.sluice.options.BoundedPattern.Match;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Selects the topics of a configuration. */
public final class TopicSelection {
  private final TopicPatterns patterns;
  private final Set<String> named;
  private final BoundedPattern regex;
  private final BoundedPattern excluded;

  TopicSelection(TopicPatterns patterns) {
    this.patterns = patterns;
    named = Set.copyOf(patterns.topics());
    regex = BoundedPattern.of(Pattern.compile(patterns.regex()));
    excluded = BoundedPattern.of(Pattern.compile(patterns.excludeRegex()));
  }

  /** Returns whether only names are configured, and no pattern. */
  boolean asksByNameOnly() {
    return patterns.regex().isEmpty();
  }

  boolean names(String topic) {
    return named.contains(topic);
  }

  boolean means(String topic) {
    return match(topic) == Match.YES;
  }

  /** Returns whether a topic is selected, unless the patterns need too many steps for its name. */
  Match match(String topic) {
    if (names(topic)) {
      return Match.YES;
    }
    if (asksByNameOnly() || isInternal(topic)) {
      return Match.NO;
    }
    Match match = regex.match(topic);
    if (match == Match.NO || patterns.excludeRegex().isEmpty()) {
      return match;
    }
    return switch (excluded.match(topic)) {
      case YES -> Match.NO;
      case NO -> match;
      case UNDECIDED -> Match.UNDECIDED;
    };
  }

  /** Topics that are undecided, each with the reason. */
  Map<String, String> undecided(Set<String> existing) {
    Map<String, String> undecided = new TreeMap<>();
    for (String topic : existing) {
      if (match(topic) == Match.UNDECIDED) {
        boolean isMatched = regex.match(topic) == Match.YES;
        undecided.put(
            topic,
            BoundedPattern.advice(
                isMatched
                    ? "topics.exclude.regex=" + patterns.excludeRegex()
                    : "topics.regex=" + patterns.regex()));
      }
    }
    return undecided;
  }

  /** The configured names, whether they exist or not, and the topics that match. */
  Set<String> of(Set<String> existing) {
    Set<String> selected = new TreeSet<>(patterns.topics());
    existing.stream().filter(this::means).forEach(selected::add);
    return selected;
  }

  /** Adds a remark if the pattern matches no topic. */
  Optional<Remark> unmatched(Set<String> existing) {
    if (asksByNameOnly()) {
      return Optional.empty();
    }
    List<String> visible = existing.stream().filter(each -> !isInternal(each)).toList();
    if (visible.stream().anyMatch(each -> match(each) != Match.NO)) {
      return Optional.empty(); // An undecided topic is reported by its name.
    }
    long matching = visible.stream().filter(each -> regex.match(each) == Match.YES).count();
    String why =
        matching > 0
            ? "topics.exclude.regex=%s excludes each of the %d topics that match it"
                .formatted(patterns.excludeRegex(), matching)
            : "it matches none of %d topics that this user may see".formatted(visible.size());
    return Optional.of(
        new Remark(
            Remark.Kind.MISSING,
            "",
            "Cannot read topics.regex=%s: %s. Correct the pattern, or grant Describe on the topics."
                .formatted(patterns.regex(), why)));
  }

  private static boolean isInternal(String topic) {
    return topic.startsWith("__") || topic.equals("_schemas");
  }

  /**
   * Determines the origin of selected topics. A topic that the head's configuration already
   * selects, and that the head neither contains nor had to leave out, did not exist then.
   */
  static Function<String, Birth> births(OffsetState head) {
    TopicSelection then = new TopicSelection(head.patterns());
    Set<String> leftOut = Set.copyOf(head.leftOut());
    return topic -> {
      if (head.topic(topic).isPresent()) {
        return Birth.KNOWN;
      }
      return then.means(topic) && !leftOut.contains(topic)
          ? Birth.SINCE_THE_HEAD
          : Birth.NEW_IN_THE_CONFIGURATION;
    };
  }

  /** Origin of a topic. */
  public enum Birth {
    KNOWN,
    /** {@code starting.offsets} determines its start. */
    NEW_IN_THE_CONFIGURATION,
    /** It is read from its beginning, regardless of {@code starting.offsets}. */
    SINCE_THE_HEAD
  }
}
