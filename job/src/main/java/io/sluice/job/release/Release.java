package io.sluice.job.release;

import io.sluice.job.kafka.Answer;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.TopicFacts;
import io.sluice.job.kafka.WhichOffset;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Held.Cause;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of the offsets when something held is let go. The Kafka partitions concerned begin a
 * new generation, at an offset that Kafka gives; all others stay.
 *
 * @param state of the reset
 */
public record Release(OffsetState state, List<Move> moves) {

  public Release {
    moves = List.copyOf(moves);
  }

  /**
   * Asks Kafka, and changes nothing.
   *
   * @throws VerbFailedException if this cannot be released so
   */
  public static Release of(Held held, How how, OffsetState head, KafkaFacts kafka)
      throws KafkaUnavailableException, VerbFailedException {
    if (held.cause() == Cause.CORRUPT) {
      return CorruptBatch.release(held, how, head, kafka);
    }
    WhichOffset which = which(held, how);
    TopicState topic = head.topic(held.topic()).orElseThrow(() -> unknown(held));
    // The id first: what is asked afterwards belongs to this topic or to a later one.
    String topicId = topicId(held, kafka);
    List<KafkaPartition> concerned = new ArrayList<>();
    for (int number : topic.kafkaPartitions().keySet()) {
      if (held.kafkaPartition() == Held.WHOLE_TOPIC || held.kafkaPartition() == number) {
        concerned.add(new KafkaPartition(held.topic(), number));
      }
    }
    Map<KafkaPartition, Answer<Long>> offsets = kafka.offsets(which, concerned);
    Map<Integer, KafkaPartitionState> states = new TreeMap<>();
    List<Move> moves = new ArrayList<>();
    for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
      KafkaPartition each = new KafkaPartition(held.topic(), state.number());
      Answer<Long> answer = offsets.get(each);
      if (answer == null) {
        states.put(state.number(), state.carried());
      } else {
        long after = offset(held, each, answer);
        states.put(state.number(), nextGeneration(state, after));
        moves.add(new Move(each, state.after(), after));
      }
    }
    return new Release(
        replaced(
            head, held, new TopicState(topic.topic(), topicId, topic.schemaFingerprint(), states)),
        moves);
  }

  private static WhichOffset which(Held held, How how) throws VerbFailedException {
    return switch (held.cause()) {
      case RECREATED, TRUNCATED, BEYOND_END ->
          how == How.RESTART ? WhichOffset.EARLIEST : WhichOffset.LAST_STABLE;
      case CORRUPT -> throw new IllegalArgumentException("CorruptBatch releases " + held);
      // What has expired is left out, what is still there is not.
      case DATA_LOSS -> WhichOffset.EARLIEST;
      case ERROR_BUDGET ->
          throw new VerbFailedException(
              ExitCode.USAGE,
              "Cannot release %s by moving offsets: too many of its records are bad. Mend value.format or the schema; or let them through for one run with a greater errors.max.ratio and errors.min.count of that topic (overrides)."
                  .formatted(held.id()));
      case SCHEMA, DIRECTORY, OWNER, LEDGER_SET_BACK ->
          throw new VerbFailedException(
              ExitCode.USAGE,
              "Cannot release %s by moving offsets: the next run lets it go by itself once the cause is gone (%s)"
                  .formatted(held.id(), held.message()));
    };
  }

  private static String topicId(Held held, KafkaFacts kafka)
      throws KafkaUnavailableException, VerbFailedException {
    Answer<TopicFacts> answer =
        kafka
            .topics(List.of(held.topic()))
            .getOrDefault(
                held.topic(),
                new Answer.NotKnown<>(Answer.Reason.MISSING, "there is no such topic"));
    if (answer instanceof Answer.NotKnown<TopicFacts> none) {
      throw new VerbFailedException(
          ExitCode.FAILED,
          "Cannot release %s: Kafka does not describe topic %s: %s. Try again when it does."
              .formatted(held.id(), held.topic(), none.message()));
    }
    return answer.known().map(TopicFacts::topicId).orElse("");
  }

  private static long offset(Held held, KafkaPartition each, Answer<Long> answer)
      throws VerbFailedException {
    if (answer instanceof Answer.NotKnown<Long> none && none.reason() != Answer.Reason.MISSING) {
      throw new VerbFailedException(
          ExitCode.FAILED,
          "Cannot release %s: Kafka does not tell the offsets of %s: %s. Try again when it does."
              .formatted(held.id(), each, none.message()));
    }
    // A topic that was created again may have fewer: should one come back, all of it is new.
    return answer.known().orElse(0L);
  }

  /** {@code served} is 0: nothing of the new generation was read, so its epoch is not known yet. */
  private static KafkaPartitionState nextGeneration(KafkaPartitionState state, long after) {
    return new KafkaPartitionState(
        state.number(),
        state.after(),
        after,
        LeaderEpoch.UNKNOWN,
        state.generation() + 1,
        KafkaPartitionState.NO_WATERMARK,
        0,
        0,
        0,
        List.of());
  }

  /** Carries all other topics, and takes away the holds that have lost their ground. */
  private static OffsetState replaced(OffsetState head, Held held, TopicState topic) {
    Map<String, TopicState> topics = new TreeMap<>();
    head.topics().forEach((name, each) -> topics.put(name, carried(each)));
    topics.put(topic.topic(), topic);
    boolean anew = held.cause() == Cause.RECREATED;
    List<Held> rest =
        head.held().stream()
            .filter(each -> !each.id().equals(held.id()))
            .filter(each -> !(anew && each.topic().equals(held.topic())))
            .toList();
    return new OffsetState(topics, rest, head.losses(), head.patterns(), head.leftOut());
  }

  private static TopicState carried(TopicState topic) {
    Map<Integer, KafkaPartitionState> states = new TreeMap<>();
    topic.kafkaPartitions().forEach((number, state) -> states.put(number, state.carried()));
    return new TopicState(topic.topic(), topic.topicId(), topic.schemaFingerprint(), states);
  }

  private static VerbFailedException unknown(Held held) {
    return new VerbFailedException(
        ExitCode.USAGE,
        "Cannot release %s: the ledger has no offsets of topic %s yet. The next run begins it once the cause is gone."
            .formatted(held.id(), held.topic()));
  }
}
