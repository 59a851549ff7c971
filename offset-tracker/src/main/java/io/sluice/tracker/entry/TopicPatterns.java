package io.sluice.tracker.entry;

import java.util.List;

/**
 * The topics that a run was configured to read. A topic that matches now and did not exist then is
 * read from its beginning.
 *
 * @param topics names
 * @param regex empty if none
 * @param excludeRegex empty if none
 */
public record TopicPatterns(List<String> topics, String regex, String excludeRegex) {
  public static final TopicPatterns NONE = new TopicPatterns(List.of(), "", "");

  public TopicPatterns {
    topics = List.copyOf(topics);
  }
}
