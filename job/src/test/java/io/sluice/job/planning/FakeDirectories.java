package io.sluice.job.planning;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Directories that can all be used, except those that a test has declared unusable. */
public final class FakeDirectories implements TopicDirectories {
  public final Map<String, Check> answers = new TreeMap<>();
  public final Set<String> noted = new TreeSet<>();

  /** As the last visitor knew it. */
  public final Map<String, Long> lastMoved = new TreeMap<>();

  @Override
  public String directory(String topic) {
    return "/data/" + topic;
  }

  @Override
  public String quarantineDirectory(String topic) {
    return "/data/.quarantine/" + topic;
  }

  @Override
  public Map<String, Check> check(Collection<String> topics, Visitor visitor) {
    lastMoved.clear();
    lastMoved.putAll(visitor.lastMoved());
    Map<String, Check> all = new TreeMap<>();
    topics.forEach(topic -> all.put(topic, answers.getOrDefault(topic, new Usable())));
    return all;
  }

  @Override
  public void note(Collection<String> topics, Visitor visitor) {
    noted.addAll(topics);
  }
}
