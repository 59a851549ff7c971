package io.sluice.job.release;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.kafka.KafkaAnswer;
import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.OffsetKind;
import io.sluice.job.kafka.TopicFacts;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The offsets once a hold is released. The Kafka partitions that are held begin a new generation,
 * at an offset that Kafka gives; all others stay. Where the topic was created again meanwhile, each
 * of its Kafka partitions begins one: those that were not held at the first offset that Kafka has.
 *
 * @param state of the reset
 * @param notes for people
 */
public record Release(OffsetState state, List<OffsetChange> moves, List<String> notes) {

  public Release {
    moves = List.copyOf(moves);
    notes = List.copyOf(notes);
  }

  /** The same where the operator names no offset. */
  public static Release of(Hold held, ReleaseMode how, OffsetState head, KafkaFacts kafka)
      throws KafkaUnavailableException, CommandFailedException {
    return of(held, how, OptionalLong.empty(), head, kafka);
  }

  /**
   * Asks Kafka, and changes nothing.
   *
   * @param to first offset to read again, where the operator names one
   * @throws CommandFailedException if this cannot be released so
   */
  public static Release of(
      Hold held, ReleaseMode how, OptionalLong to, OffsetState head, KafkaFacts kafka)
      throws KafkaUnavailableException, CommandFailedException {
    ReleaseModeCheck.check(held, how, to);
    if (held.cause() == Cause.CORRUPT
        || (held.cause() == Cause.MEMORY && how == ReleaseMode.SKIP)) {
      return UnreadableRecord.release(held, to, head, kafka);
    }
    if (how == ReleaseMode.RETRY) {
      return retry(held, head);
    }
    if (how == ReleaseMode.ACCEPT_CHANGE) {
      return acceptChange(held, head);
    }
    TopicState topic = head.topic(held.topic()).orElseThrow(() -> unknown(held));
    // The ID first: what is asked afterwards belongs to this topic or to a later one.
    Optional<TopicFacts> facts = describe(held, kafka);
    if (facts.isEmpty()) {
      return ofDeleted(held, how, head, topic);
    }
    TopicIdCheck.check(held, topic, facts.get().topicId());
    return of(held, how, head, topic, facts.get(), kafka);
  }

  /** Describes the topic that is held; empty if Kafka has none of that name. */
  static Optional<TopicFacts> describe(Hold held, KafkaFacts kafka)
      throws KafkaUnavailableException, CommandFailedException {
    KafkaAnswer<TopicFacts> answer =
        kafka
            .topics(List.of(held.topic()))
            .getOrDefault(held.topic(), new NotKnown<>(Reason.MISSING, "there is no such topic"));
    if (answer instanceof NotKnown<TopicFacts> none && none.reason() != Reason.MISSING) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "Cannot release %s: Kafka does not describe topic %s: %s. Give the same command again once it does."
              .formatted(held.id(), held.topic(), none.message()));
    }
    return answer.known();
  }

  /**
   * No offset moves: the ledger forgets how the topic's files lie, or which schema they have, until
   * it lands again.
   */
  private static Release acceptChange(Hold held, OffsetState head) {
    OffsetState carried = head.carried();
    OffsetState state =
        carried
            .topic(held.topic())
            .map(
                topic ->
                    carried.with(
                        held.cause() == Cause.SCHEMA
                            ? topic.withoutSchema()
                            : topic.withLayout(Map.of())))
            .orElse(carried);
    return new Release(
        state.without(held),
        List.of(),
        List.of("The next run lands topic %s as it is configured then.".formatted(held.topic())));
  }

  /** No offset moves: the Kafka partition is read once more, and held again if that fails. */
  private static Release retry(Hold held, OffsetState head) {
    OffsetState carried = head.carried();
    return new Release(
        carried.with(held.triedAlone()),
        List.of(),
        List.of(
            "The next run reads %s-%d once more, in a task of its own."
                .formatted(held.topic(), held.kafkaPartition())));
  }

  private static Release of(
      Hold held,
      ReleaseMode how,
      OffsetState head,
      TopicState topic,
      TopicFacts facts,
      KafkaFacts kafka)
      throws KafkaUnavailableException, CommandFailedException {
    boolean another = topic.isAnother(facts.topicId());
    List<KafkaPartition> concerned = new ArrayList<>();
    List<KafkaPartition> others = new ArrayList<>();
    for (KafkaPartition each : concernedOrNot(topic)) {
      boolean isConcerned = isConcerned(held, each.number());
      if (facts.led().contains(each.number())) {
        (isConcerned ? concerned : others).add(each);
      } else if (isConcerned && facts.leaderless().contains(each.number())) {
        throw notNow(held, each, "it has no leader");
      } else if (isConcerned && !another && !topic.topicId().isEmpty()) {
        // A topic does not lose a Kafka partition under the same ID.
        throw notNow(held, each, "the broker does not know it");
      }
    }
    Map<Integer, Long> from = new TreeMap<>();
    add(from, held, kafka.offsets(which(held, how), concerned));
    if (another && !others.isEmpty()) {
      add(from, held, kafka.offsets(OffsetKind.EARLIEST, others));
    }
    for (KafkaPartition each : concernedOrNot(topic)) {
      if (isConcerned(held, each.number())) {
        from.putIfAbsent(each.number(), 0L); // it is gone: should it come back, all of it is new
      }
    }
    OffsetState state = head.carried().reset(topic.topic(), facts.topicId(), from).without(held);
    List<String> notes =
        another
            ? List.of(
                "Topic %s was deleted and created again (its ID was %s and is %s): each of its Kafka partitions begins a new generation."
                    .formatted(topic.topic(), topic.topicId(), facts.topicId()))
            : List.of();
    return new Release(state, moves(topic, state), notes);
  }

  /** Nothing can be asked: the next topic of that name is another one. */
  private static Release ofDeleted(Hold held, ReleaseMode how, OffsetState head, TopicState topic) {
    Map<Integer, Long> from = new TreeMap<>();
    if (how == ReleaseMode.RESTART) {
      topic.kafkaPartitions().keySet().stream()
          .filter(number -> isConcerned(held, number))
          .forEach(number -> from.put(number, 0L));
    }
    OffsetState state = head.carried().reset(topic.topic(), "", from).without(held);
    return new Release(
        state,
        moves(topic, state),
        List.of(
            "Kafka has no topic %s any more: the hold ends%s."
                .formatted(
                    topic.topic(),
                    from.isEmpty()
                        ? " and the offsets stay"
                        : ", and a topic of that name is read from its beginning")));
  }

  private static List<KafkaPartition> concernedOrNot(TopicState topic) {
    return topic.kafkaPartitions().keySet().stream()
        .map(number -> new KafkaPartition(topic.topic(), number))
        .toList();
  }

  private static boolean isConcerned(Hold held, int number) {
    return held.kafkaPartition() == Hold.WHOLE_TOPIC || held.kafkaPartition() == number;
  }

  private static List<OffsetChange> moves(TopicState before, OffsetState after) {
    Collection<KafkaPartitionState> states =
        after.topic(before.topic()).orElseThrow().kafkaPartitions().values();
    return states.stream()
        .filter(
            state ->
                before
                    .kafkaPartition(state.number())
                    .filter(known -> known.generation() != state.generation())
                    .isPresent())
        .map(
            state ->
                new OffsetChange(
                    new KafkaPartition(before.topic(), state.number()),
                    state.before(),
                    state.after()))
        .toList();
  }

  private static OffsetKind which(Hold held, ReleaseMode how) {
    // What has expired is left out, what is still there is not.
    return how == ReleaseMode.RESTART || held.cause() == Cause.DATA_LOSS
        ? OffsetKind.EARLIEST
        : OffsetKind.LAST_STABLE;
  }

  private static void add(
      Map<Integer, Long> from, Hold held, Map<KafkaPartition, KafkaAnswer<Long>> answers)
      throws CommandFailedException {
    for (Map.Entry<KafkaPartition, KafkaAnswer<Long>> each : answers.entrySet()) {
      if (each.getValue() instanceof NotKnown<Long> none) {
        throw notNow(held, each.getKey(), none.message());
      }
      each.getValue().known().ifPresent(offset -> from.put(each.getKey().number(), offset));
    }
  }

  /** The offset that Kafka has answered for one Kafka partition. */
  static long known(Hold held, Map<KafkaPartition, KafkaAnswer<Long>> answers, KafkaPartition of)
      throws CommandFailedException {
    Map<Integer, Long> offsets = new TreeMap<>();
    add(offsets, held, answers);
    Long offset = offsets.get(of.number());
    if (offset == null) {
      throw notNow(held, of, "the broker does not know it");
    }
    return offset;
  }

  private static CommandFailedException notNow(Hold held, KafkaPartition each, String why) {
    return new CommandFailedException(
        ExitCode.FAILED,
        "Cannot release %s: Kafka does not give the offsets of %s: %s. Give the same command again once it does."
            .formatted(held.id(), each, why));
  }

  private static CommandFailedException unknown(Hold held) {
    return new CommandFailedException(
        ExitCode.USAGE,
        "Cannot release %s: the ledger has no offsets of topic %s yet. The next run begins it once the cause is gone."
            .formatted(held.id(), held.topic()));
  }
}
