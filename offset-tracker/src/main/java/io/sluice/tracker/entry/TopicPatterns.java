package io.sluice.tracker.entry;

import java.util.List;

/**
 * What a run was told to read: a topic that matches now and did not exist then is read from its
 * beginning.
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
