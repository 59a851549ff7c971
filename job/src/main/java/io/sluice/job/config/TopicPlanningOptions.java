package io.sluice.job.config;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import io.sluice.tracker.run.Plan.ErrorBudget;
import java.util.List;

/**
 * Options of a topic's offsets.
 *
 * @param errorBudget with more bad records in a run the topic is held, before the commit
 * @param priority in a run with a bound, higher first
 */
public record TopicPlanningOptions(
    StartingOffsets startingOffsets,
    OnDataLoss onDataLoss,
    OnTopicRecreated onTopicRecreated,
    ErrorBudget errorBudget,
    int priority) {

  /** Action if offsets have expired before they were read. */
  public enum OnDataLoss {
    /** The remaining records land; the lost range is a gap, reported until it is acknowledged. */
    SKIP,
    /** The Kafka partition is held until an operator decides. */
    HOLD,
    /** The run fails. */
    FAIL
  }

  /** Action if a topic has been deleted and created again. */
  public enum OnTopicRecreated {
    /** It is held until an operator decides. */
    HOLD,
    /** A new generation is read from its beginning. */
    RESTART
  }

  static final Key<StartingOffsets> STARTING_OFFSETS =
      Key.of(
              "starting.offsets",
              StartingOffsets.TYPE,
              "earliest",
              "where to start reading a topic that is new to this ingestion: earliest, latest or a timestamp")
          .perTopic();
  static final Key<OnDataLoss> ON_DATA_LOSS =
      Key.of(
              "on.data.loss",
              Type.words(OnDataLoss.class),
              "skip",
              "what to do when offsets expired before they were read. skip: land the remaining records, and report the lost range until it is acknowledged; hold: hold the Kafka partition until an operator releases it; fail: fail the run")
          .perTopic();
  static final Key<OnTopicRecreated> ON_TOPIC_RECREATED =
      Key.of(
              "on.topic.recreated",
              Type.words(OnTopicRecreated.class),
              "hold",
              "what to do when a topic was deleted and created again. hold: hold it until an operator releases it; restart: read the new topic from its beginning")
          .perTopic();
  static final Key<Double> ERRORS_MAX_RATIO =
      Key.of(
              "errors.max.ratio",
              Type.RATIO,
              "0.001",
              "tolerated ratio of bad records to all records, per topic and run. When both this ratio and errors.min.count are exceeded, the topic is held, and nothing of it is committed")
          .perTopic();
  static final Key<Long> ERRORS_MIN_COUNT =
      Key.of(
              "errors.min.count",
              Type.LONG.where(count -> count >= 0, "0 or more"),
              "100",
              "bad records per topic and run that are always tolerated")
          .perTopic();
  static final Key<Integer> PRIORITY =
      Key.of(
              "priority",
              Type.INT,
              "0",
              "order in which a run with a bound takes topics: a higher priority first. Topics whose offsets are about to expire always come before")
          .perTopic();

  public static final List<Key<?>> KEYS =
      List.of(
          STARTING_OFFSETS,
          ON_DATA_LOSS,
          ON_TOPIC_RECREATED,
          ERRORS_MAX_RATIO,
          ERRORS_MIN_COUNT,
          PRIORITY);

  public static TopicPlanningOptions read(Settings settings, Problems problems) {
    return new TopicPlanningOptions(
        settings.read(STARTING_OFFSETS, problems),
        settings.read(ON_DATA_LOSS, problems),
        settings.read(ON_TOPIC_RECREATED, problems),
        new ErrorBudget(
            settings.read(ERRORS_MIN_COUNT, problems), settings.read(ERRORS_MAX_RATIO, problems)),
        settings.read(PRIORITY, problems));
  }
}
