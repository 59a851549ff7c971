package io.sluice.job.planning.begin;

import io.sluice.job.config.TopicPlanningOptions;
import io.sluice.job.kafka.TopicFacts;
import io.sluice.job.planning.begin.TopicSelection.Birth;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** A topic that exists and can be described, on its way into a plan. */
public final class TopicDraft {
  private final String topic;
  private final Birth birth;
  private final TopicPlanningOptions options;
  private final TopicFacts facts;
  private final String knownId;
  private final List<ReadStart> begins = new ArrayList<>();
  private long waiting;

  /**
   * Creates the draft of a topic from Kafka's answer.
   *
   * @param knownId the topic ID in the ledger, empty if none
   */
  TopicDraft(
      String topic, Birth birth, TopicPlanningOptions options, TopicFacts facts, String knownId) {
    this.topic = topic;
    this.birth = birth;
    this.options = options;
    this.facts = facts;
    this.knownId = knownId;
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

  /** As in Kafka's answer, or as in the ledger if the answer has none. */
  public String topicId() {
    return facts.topicId().isEmpty() ? knownId : facts.topicId();
  }

  public List<KafkaPartition> led() {
    return facts.led().stream().map(number -> new KafkaPartition(topic, number)).toList();
  }

  public void add(ReadStart begin) {
    begins.add(begin);
  }

  /** Sets the start of each Kafka partition. */
  public void replaceAll(UnaryOperator<ReadStart> next) {
    begins.replaceAll(next);
  }

  /**
   * Marks the topic as not read. Its start offsets are kept, so that {@code starting.offsets} is
   * evaluated once, however long the topic cannot land.
   */
  public void keepBeginnings() {
    for (ReadStart each : begins) {
      waiting += each.standing() == ReadStart.Standing.NEW ? 0 : each.lag();
    }
    begins.removeIf(each -> each.standing() != ReadStart.Standing.NEW);
    begins.replaceAll(each -> each.upTo(each.start()));
  }

  /** Adds the lag of a Kafka partition that is not read. */
  void passOver(long offsets) {
    waiting += Math.max(0, offsets);
  }

  /**
   * Offsets up to the ends of the logs that are not planned, because something is held or left out.
   */
  public long waiting() {
    return waiting;
  }

  public List<ReadStart> begins() {
    return Collections.unmodifiableList(begins);
  }
}
