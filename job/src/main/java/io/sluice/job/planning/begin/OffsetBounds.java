package io.sluice.job.planning.begin;

import io.sluice.job.kafka.KafkaAnswer;
import io.sluice.job.kafka.KafkaAnswer.Known;
import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.OffsetKind;
import io.sluice.tracker.offset.KafkaPartition;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The bounds of all Kafka partitions. The topic IDs were requested before: if a topic is created
 * again in between, its task detects this, and nothing is skipped silently.
 */
public final class OffsetBounds {
  private final Map<KafkaPartition, LogBounds> bounds = new HashMap<>();
  private final Map<KafkaPartition, String> unknown = new TreeMap<>();
  private final long askedAt;

  private OffsetBounds(long askedAt) {
    this.askedAt = askedAt;
  }

  public static OffsetBounds of(
      KafkaFacts kafka, Collection<KafkaPartition> kafkaPartitions, InstantSource clock)
      throws KafkaUnavailableException {
    Map<KafkaPartition, KafkaAnswer<Long>> earliest =
        kafka.offsets(OffsetKind.EARLIEST, kafkaPartitions);
    OffsetBounds survey = new OffsetBounds(clock.millis());
    Map<KafkaPartition, KafkaAnswer<Long>> ends =
        kafka.offsets(OffsetKind.LOG_END, survey.answered(earliest));
    Map<KafkaPartition, KafkaAnswer<Long>> stable =
        kafka.offsets(OffsetKind.LAST_STABLE, survey.answered(ends));
    for (KafkaPartition each : survey.answered(stable)) {
      survey.bounds.put(
          each, new LogBounds(value(earliest, each), value(ends, each), value(stable, each)));
    }
    return survey;
  }

  /** Kafka partitions with an answer; another request for the others would delay the plan again. */
  private Collection<KafkaPartition> answered(Map<KafkaPartition, KafkaAnswer<Long>> answers) {
    answers.forEach(
        (each, answer) -> {
          if (answer instanceof NotKnown<Long> none) {
            unknown.put(each, none.message());
          }
        });
    return answers.entrySet().stream()
        .filter(each -> each.getValue() instanceof Known)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static long value(Map<KafkaPartition, KafkaAnswer<Long>> answers, KafkaPartition of) {
    return Optional.ofNullable(answers.get(of)).flatMap(KafkaAnswer::known).orElse(0L);
  }

  /** Epoch millis just before the ends were requested. */
  public long askedAt() {
    return askedAt;
  }

  public Optional<LogBounds> bounds(KafkaPartition of) {
    return Optional.ofNullable(bounds.get(of));
  }

  /** Kafka partitions without an answer, with Kafka's message. */
  public Map<KafkaPartition, String> unknown() {
    return unknown;
  }
}
