package io.sluice.mapper.kafka;

import io.sluice.mapper.address.AdvertisedLeaders;
import io.sluice.mapper.address.BrokerAddress;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.offset.RangeFailure;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;

/** Translates an exception of a poll, or a long time without data, to failures of ranges. */
final class ReadFailures {

  /** The scope of an exception. */
  sealed interface Verdict permits OfRanges, OfSomeRange, Passing {}

  /** These ranges cannot be read on. */
  record OfRanges(Map<TopicPartition, RangeFailure> failures) implements Verdict {}

  /** One or more ranges; the exception does not name them. */
  record OfSomeRange() implements Verdict {}

  /** The next poll may succeed. */
  record Passing() implements Verdict {}

  /** The brokers' answer to who leads a Kafka partition. */
  private sealed interface Leader permits LedBy, NoLeader, NotAnswered {}

  private record LedBy(Node node) implements Leader {}

  private record NoLeader() implements Leader {}

  private record NotAnswered() implements Leader {}

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final List<String> UNREADABLE =
      List.of(
          "Received exception when fetching the next record",
          "Encountered corrupt message",
          "Failed to make progress reading messages");

  private static final List<Class<? extends RuntimeException>> UNFORESEEN =
      List.of(
          IllegalArgumentException.class,
          BufferUnderflowException.class,
          IndexOutOfBoundsException.class,
          NegativeArraySizeException.class);

  private final Consumers consumers;
  private final AdvertisedLeaders advertised = new AdvertisedLeaders();
  private boolean clusterAnswers = true;

  ReadFailures(Consumers consumers) {
    this.consumers = consumers;
  }

  /**
   * @throws KafkaException the same, if the attempt is to end
   */
  Verdict judge(KafkaException error, Collection<RangeProgress> open) {
    // A truncation is a subclass of offset out of range, so it must be checked first.
    if (error instanceof LogTruncationException truncation) {
      return new OfRanges(
          each(
              among(open, truncation.offsetOutOfRangePartitions().keySet()),
              range -> truncated(range, truncation)));
    }
    if (error instanceof OffsetOutOfRangeException outOfRange) {
      return new OfRanges(
          outOfRange(among(open, outOfRange.offsetOutOfRangePartitions().keySet())));
    }
    if (error instanceof InterruptException || error instanceof WakeupException) {
      throw error;
    }
    if (error instanceof AuthenticationException
        || error instanceof AuthorizationException
        || error instanceof UnsupportedVersionException) {
      return new OfRanges(each(open, range -> unreadable(RangeFailure.Kind.BLOCKED, range, error)));
    }
    if (error instanceof RetriableException) {
      return new Passing();
    }
    List<RangeProgress> named = open.stream().filter(range -> isNamed(range, error)).toList();
    return named.size() == 1
        ? new OfRanges(each(named, range -> unreadable(range, error)))
        : new OfSomeRange();
  }

  /**
   * All open ranges belong to one topic, and Kafka's client uses the same name of the Kafka
   * partition.
   */
  private static boolean isNamed(RangeProgress range, KafkaException error) {
    String name = Pattern.quote(range.topicPartition().toString());
    return Pattern.compile("(^|\\s)" + name + "([=.,:\\s]|$)")
        .matcher(String.valueOf(error.getMessage()))
        .find();
  }

  /** The failure of a range that gives nothing; empty if it may go on waiting. */
  Optional<RangeFailure> stalled(RangeProgress range, boolean nothingMoves, Duration timeout) {
    if (nothingMoves) {
      return Optional.of(silent(range, timeout));
    }
    return leader(range) instanceof LedBy
        ? Optional.empty()
        : Optional.of(withoutLeader(range, timeout));
  }

  /**
   * The failures of ranges of which one is read and gives nothing: that of this one, or of all if
   * no broker answers.
   */
  Map<TopicPartition, RangeFailure> stalledOneByOne(
      RangeProgress read, Collection<RangeProgress> open, Duration timeout) {
    Leader leader = leader(read);
    if (leader instanceof NotAnswered) {
      return each(open, range -> silent(range, timeout));
    }
    return each(
        List.of(read),
        range -> leader instanceof LedBy ? silent(range, timeout) : withoutLeader(range, timeout));
  }

  private RangeFailure silent(RangeProgress range, Duration timeout) {
    return range.failure(
        RangeFailure.Kind.UNREACHABLE,
        "no broker gave anything of it for " + timeout.toSeconds() + " s" + problem(range));
  }

  private static RangeFailure withoutLeader(RangeProgress range, Duration timeout) {
    return range.failure(
        RangeFailure.Kind.UNREACHABLE, "it had no leader for " + timeout.toSeconds() + " s");
  }

  static RangeFailure unreadable(RangeProgress range, KafkaException error) {
    return unreadable(RangeFailure.Kind.UNREACHABLE, range, error);
  }

  private static RangeFailure unreadable(
      RangeFailure.Kind kind, RangeProgress range, KafkaException error) {
    Throwable root = error.getCause() == null ? error : error.getCause();
    String message = FirstLine.named(root);
    return isCorrupt(error)
        ? range.failure(RangeFailure.Kind.CORRUPT, corrupt(range.topicPartition(), message))
        : range.failure(kind, message);
  }

  /**
   * The failure of a range whose next record does not fit into the memory.
   *
   * @param why what is too large
   * @param stretch that begins there, empty if nobody knows
   */
  static RangeFailure tooLarge(
      RangeProgress range, String why, Optional<UnreadableStretch> stretch) {
    TopicPartition of = range.topicPartition();
    String release = "holds --release " + Hold.idOf(of.topic(), of.partition(), Hold.Cause.MEMORY);
    long to = stretch.map(UnreadableStretch::end).orElse(range.next() + 1);
    RangeFailure failure =
        range.failure(
            RangeFailure.Kind.MEMORY,
            why
                + ", and this process has "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB of heap. Read it with more, by a greater mapreduce.map.memory.mb, or -Xmx"
                + " in SLUICE_OPTS with --local: "
                + release
                + " --as retry --reason TEXT --execute. Or leave out "
                + left(range.next(), stretch)
                + ": "
                + release
                + " --as skip --to "
                + to
                + " --reason TEXT --execute");
    return new RangeFailure(
        failure.kind(),
        failure.message(),
        stretch.map(found -> OptionalLong.of(found.end())).orElseGet(OptionalLong::empty));
  }

  private static String left(long start, Optional<UnreadableStretch> stretch) {
    if (stretch.isEmpty()) {
      return "this one offset, or by a greater --to all before another one";
    }
    UnreadableStretch found = stretch.get();
    if (found.end() == start + 1) {
      return "this one offset";
    }
    return "offsets %d to %d, ".formatted(start, found.end() - 1)
        + (found.untried() == 0
            ? "none of which can be read"
            : "of which all that were tried cannot be read, and %d were not tried"
                .formatted(found.untried()));
  }

  RangeFailure beyondItsLog(RangeProgress range, long position) {
    return range.failure(
        RangeFailure.Kind.CORRUPT,
        corrupt(
            range.topicPartition(),
            "the next batch leads to offset " + position + ", beyond the end of the log"));
  }

  /** Only the message of Kafka's client shows that it cannot pass the next record or batch. */
  private static boolean isCorrupt(KafkaException error) {
    String message = String.valueOf(error.getMessage());
    return error instanceof RecordDeserializationException
        || UNREADABLE.stream().anyMatch(message::startsWith)
        || UNFORESEEN.stream().anyMatch(each -> each.isInstance(error.getCause()));
  }

  private static String corrupt(TopicPartition of, String error) {
    return "what the log holds there is corrupt ("
        + error
        + "). If another replica is sound, let it lead the Kafka partition; then release it with"
        + " holds --release "
        + Hold.idOf(of.topic(), of.partition(), Hold.Cause.CORRUPT)
        + " --as skip, which goes on at the first offset that can be read and records what it"
        + " leaves out";
  }

  private Leader leader(RangeProgress range) {
    TopicPartition of = range.topicPartition();
    try {
      return consumers.current().partitionsFor(of.topic(), PATIENCE).stream()
          .filter(info -> info.partition() == of.partition())
          .findFirst()
          .map(PartitionInfo::leader)
          .filter(leader -> !leader.isEmpty())
          .<Leader>map(LedBy::new)
          .orElseGet(NoLeader::new);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      return new NotAnswered();
    }
  }

  /**
   * Problem of the address under which the cluster knows the leader, empty if there is none. The
   * cluster is not asked again once it has not answered.
   */
  private String problem(RangeProgress range) {
    Leader leader = clusterAnswers ? leader(range) : new NotAnswered();
    clusterAnswers = leader instanceof LedBy;
    return leader instanceof LedBy led
        ? advertised
            .problem(new BrokerAddress(led.node().host(), led.node().port()))
            .map(why -> "; " + why)
            .orElse("")
        : "";
  }

  private static RangeFailure truncated(RangeProgress range, LogTruncationException truncation) {
    OffsetAndMetadata divergent = truncation.divergentOffsets().get(range.topicPartition());
    return range.failure(
        RangeFailure.Kind.TRUNCATED,
        "the log was cut below it, "
            + (divergent == null
                ? "or its brokers have forgotten its leader epochs, as they do where its message"
                    + " format is set to one of before Kafka 0.11: no offset is known up to which"
                    + " it is the one that was read"
                : "and is the one that was read only up to offset "
                    + divergent.offset()
                    + " (leader epoch "
                    + divergent.leaderEpoch().map(String::valueOf).orElse("unknown")
                    + ", the ledger has "
                    + range.ledgerEpoch()
                    + ")"));
  }

  private Map<TopicPartition, RangeFailure> outOfRange(List<RangeProgress> ranges) {
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    try {
      beginnings.putAll(
          consumers
              .current()
              .beginningOffsets(
                  ranges.stream().map(RangeProgress::topicPartition).toList(), PATIENCE));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      return each(
          ranges,
          range ->
              range.failure(
                  RangeFailure.Kind.UNREACHABLE,
                  "the offset is out of range, and no broker says where the log begins"));
    }
    return each(
        ranges,
        range -> {
          long beginning = beginnings.getOrDefault(range.topicPartition(), 0L);
          return range.next() < beginning
              ? range.failure(
                  RangeFailure.Kind.EXPIRED, "it has expired, the log begins at " + beginning)
              : range.failure(
                  RangeFailure.Kind.BEYOND_END,
                  "it lies beyond the end of the log, which begins at " + beginning);
        });
  }

  private static List<RangeProgress> among(
      Collection<RangeProgress> open, Set<TopicPartition> concerned) {
    return open.stream().filter(range -> concerned.contains(range.topicPartition())).toList();
  }

  private static Map<TopicPartition, RangeFailure> each(
      Collection<RangeProgress> ranges, Function<RangeProgress, RangeFailure> failure) {
    return ranges.stream().collect(Collectors.toMap(RangeProgress::topicPartition, failure));
  }
}
