package io.sluice.job.planning.begin;

import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Selects the topics that a configuration means. */
public final class TopicSelection {
  private final TopicPatterns patterns;
  private final Set<String> named;
  private final Pattern regex;
  private final Pattern excluded;

  TopicSelection(TopicPatterns patterns) {
    this.patterns = patterns;
    named = Set.copyOf(patterns.topics());
    regex = Pattern.compile(patterns.regex());
    excluded = Pattern.compile(patterns.excludeRegex());
  }

  /** Whether it is enough to know the names that are configured. */
  boolean asksByNameOnly() {
    return patterns.regex().isEmpty();
  }

  boolean names(String topic) {
    return named.contains(topic);
  }

  boolean means(String topic) {
    return names(topic)
        || (!asksByNameOnly()
            && !isInternal(topic)
            && regex.matcher(topic).matches()
            && !isExcluded(topic));
  }

  /** Those named, whether they exist or not, and those that match. */
  Set<String> of(Set<String> existing) {
    Set<String> selected = new TreeSet<>(patterns.topics());
    existing.stream().filter(this::means).forEach(selected::add);
    return selected;
  }

  /** Says so where the pattern means no topic that exists. */
  Optional<Remark> unmatched(Set<String> existing) {
    if (asksByNameOnly()) {
      return Optional.empty();
    }
    List<String> visible = existing.stream().filter(each -> !isInternal(each)).toList();
    long matching = visible.stream().filter(each -> regex.matcher(each).matches()).count();
    if (visible.stream().anyMatch(each -> regex.matcher(each).matches() && !isExcluded(each))) {
      return Optional.empty();
    }
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

  private boolean isExcluded(String topic) {
    return !patterns.excludeRegex().isEmpty() && excluded.matcher(topic).matches();
  }

  private static boolean isInternal(String topic) {
    return topic.startsWith("__") || topic.equals("_schemas");
  }

  /**
   * How selected topics came to be. One that the head's configuration meant already, and that the
   * head neither knows nor had to leave out, did not exist then.
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
    /** {@code starting.offsets} says where it begins. */
    NEW_IN_THE_CONFIGURATION,
    /** It is read from its beginning, whatever {@code starting.offsets} says. */
    SINCE_THE_HEAD
  }
}
