package io.sluice.job.config;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import io.sluice.tracker.run.Plan.ErrorBudget;
import java.util.List;

/**
 * How a topic's offsets are begun, carried and, where something is wrong, held.
 *
 * @param errorBudget more bad records than that in a run hold the topic, before the commit
 * @param priority among what a bounded run can take, higher first
 */
public record TopicPlanningOptions(
    StartingOffsets startingOffsets,
    OnDataLoss onDataLoss,
    OnTopicRecreated onTopicRecreated,
    ErrorBudget errorBudget,
    int priority) {

  /** Action if offsets have expired before they were read. */
  public enum OnDataLoss {
    /**
     * What is left lands at once; the lost range is a gap for ever, reported until acknowledged.
     */
    SKIP,
    /** The Kafka partition is held until a person decides. */
    HOLD,
    /** The run fails. */
    FAIL
  }

  /** Action if a topic has been deleted and created again. */
  public enum OnTopicRecreated {
    /** It is held until a person decides. */
    HOLD,
    /** A new generation is read from its beginning. */
    RESTART
  }

  static final Key<StartingOffsets> STARTING_OFFSETS =
      Key.of(
              "starting.offsets",
              StartingOffsets.TYPE,
              "earliest",
              "where topics are begun that are new in the configuration: earliest, latest or a timestamp")
          .perTopic();
  static final Key<OnDataLoss> ON_DATA_LOSS =
      Key.of(
              "on.data.loss",
              Type.words(OnDataLoss.class),
              "skip",
              "when offsets expired before they were read. skip: what is left lands, the lost range is reported until it is acknowledged; hold: the Kafka partition waits for a person; fail: the run fails")
          .perTopic();
  static final Key<OnTopicRecreated> ON_TOPIC_RECREATED =
      Key.of(
              "on.topic.recreated",
              Type.words(OnTopicRecreated.class),
              "hold",
              "when a topic was deleted and created again. hold: it waits for a person; restart: the new one is read from its beginning")
          .perTopic();
  static final Key<Double> ERRORS_MAX_RATIO =
      Key.of(
              "errors.max.ratio",
              Type.RATIO,
              "0.001",
              "bad records among all of a topic in a run; with more than this and errors.min.count the topic is held, before the commit")
          .perTopic();
  static final Key<Long> ERRORS_MIN_COUNT =
      Key.of(
              "errors.min.count",
              Type.LONG.where(count -> count >= 0, "0 or more"),
              "100",
              "bad records of a topic in a run that never hold it")
          .perTopic();
  static final Key<Integer> PRIORITY =
      Key.of(
              "priority",
              Type.INT,
              "0",
              "which topics a bounded run takes first, after those about to expire: higher first")
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
