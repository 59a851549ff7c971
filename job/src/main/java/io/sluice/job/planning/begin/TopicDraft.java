package io.sluice.job.planning.begin;

import io.sluice.job.config.TopicPlanningOptions;
import io.sluice.job.kafka.TopicFacts;
import io.sluice.job.planning.begin.TopicSelection.Birth;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A topic that exists and can be described, on its way into a plan. */
public final class TopicDraft {
  private final String topic;
  private final Birth birth;
  private final TopicPlanningOptions options;
  private final TopicFacts facts;
  private final List<Begin> begins = new ArrayList<>();
  private long waiting;

  TopicDraft(String topic, Birth birth, TopicPlanningOptions options, TopicFacts facts) {
    this.topic = topic;
    this.birth = birth;
    this.options = options;
    this.facts = facts;
  }

  public String topic() {
    return topic;
  }

  public Birth birth() {
    return birth;
  }

  public TopicPlanningOptions options() {
    return options;
  }

  public TopicFacts facts() {
    return facts;
  }

  public List<KafkaPartition> led() {
    return facts.led().stream().map(number -> new KafkaPartition(topic, number)).toList();
  }

  public void add(Begin begin) {
    begins.add(begin);
  }

  /** Nothing of it is read. */
  public void drop() {
    waiting += begins.stream().mapToLong(Begin::lag).sum();
    begins.clear();
  }

  /** One of its Kafka partitions is not read, and has so many offsets that have not landed. */
  void passOver(long offsets) {
    waiting += Math.max(0, offsets);
  }

  /** Offsets to the logs' ends that no plan reads, since something is held or left out. */
  public long waiting() {
    return waiting;
  }

  public List<Begin> begins() {
    return Collections.unmodifiableList(begins);
  }
}
