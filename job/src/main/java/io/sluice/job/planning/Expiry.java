package io.sluice.job.planning;

import io.sluice.job.kafka.KafkaAnswer;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.TopicRetention;
import io.sluice.job.planning.PlanSummary.Expiring;
import io.sluice.job.planning.begin.LogBounds;
import io.sluice.job.planning.begin.ReadStart;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.planning.work.Urgency;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the offsets that expire first. It requests from the brokers which offsets are older than
 * half, and than seven eighths, of the topic's retention. If the watermark of a Kafka partition
 * shows that all its records are younger, no request is sent. If the retention cannot be read, the
 * position of the next offset within the log is used as an estimate.
 */
final class Expiry {
  private final Map<KafkaPartition, Urgency> urgency = new HashMap<>();
  private final List<Expiring> expiring = new ArrayList<>();

  static Expiry of(
      KafkaFacts kafka,
      Collection<ReadStart> begins,
      Sizes sizes,
      long askedAt,
      List<Remark> remarks)
      throws KafkaUnavailableException {
    Set<String> topics = new TreeSet<>();
    begins.forEach(each -> topics.add(each.topic()));
    Expiry expiry = new Expiry();
    if (topics.isEmpty()) {
      return expiry;
    }
    Map<String, KafkaAnswer<TopicRetention>> retention = kafka.retention(topics);
    reportUnknown(retention, remarks);
    Map<KafkaPartition, Long> soon = new HashMap<>();
    Map<KafkaPartition, Long> later = new HashMap<>();
    for (ReadStart begin : begins) {
      KafkaAnswer<TopicRetention> answer = retention.get(begin.topic());
      if (answer instanceof KafkaAnswer.Known<TopicRetention> known) {
        expiry.bySize(begin, known.value(), sizes);
        long millis = known.value().millis();
        if (millis != TopicRetention.UNLIMITED && mayBeOld(begin, millis, askedAt)) {
          soon.put(begin.kafkaPartition(), askedAt - millis + millis / 8);
          later.put(begin.kafkaPartition(), askedAt - millis + millis / 2);
        }
      } else {
        expiry.byPlace(begin);
      }
    }
    if (!soon.isEmpty()) {
      expiry.byTime(begins, kafka.firstSince(later), Urgency.AGEING, later, askedAt);
      expiry.byTime(begins, kafka.firstSince(soon), Urgency.EXPIRING, soon, askedAt);
    }
    return expiry;
  }

  private static void reportUnknown(
      Map<String, KafkaAnswer<TopicRetention>> retention, List<Remark> remarks) {
    List<String> unknown =
        retention.entrySet().stream()
            .filter(each -> each.getValue() instanceof KafkaAnswer.NotKnown)
            .map(Map.Entry::getKey)
            .toList();
    if (!unknown.isEmpty()) {
      remarks.add(
          new Remark(
              Remark.Kind.WARNING,
              "",
              "Cannot read the retention of %d topics, %s among them. What expires first is estimated without it; DescribeConfigs on the topics would give it."
                  .formatted(unknown.size(), unknown.get(0))));
    }
  }

  Urgency urgency(ReadStart begin) {
    return urgency.getOrDefault(begin.kafkaPartition(), Urgency.CALM);
  }

  /** Kafka partitions whose records expire, those with the shortest time first. */
  List<Expiring> expiring() {
    return expiring.stream()
        .sorted(
            Comparator.comparing(Expiring::within)
                .thenComparing(each -> each.range().kafkaPartition()))
        .toList();
  }

  private static boolean mayBeOld(ReadStart begin, long retention, long askedAt) {
    return begin.watermark() == KafkaPartitionState.NO_WATERMARK
        || begin.start() != begin.before()
        || askedAt - begin.watermark() > retention / 2;
  }

  private void byTime(
      Collection<ReadStart> begins,
      Map<KafkaPartition, KafkaAnswer<Long>> answers,
      Urgency found,
      Map<KafkaPartition, Long> asked,
      long askedAt) {
    for (ReadStart begin : begins) {
      KafkaAnswer<Long> answer = answers.get(begin.kafkaPartition());
      if (answer instanceof KafkaAnswer.Known<Long> known) {
        long younger =
            known.value() == KafkaFacts.NONE_SINCE
                ? begin.end()
                : Math.min(known.value(), begin.end());
        if (begin.start() < younger) {
          raise(begin, found);
          if (found == Urgency.EXPIRING) {
            // Kafka deletes whole segments, so this is the earliest possible time.
            long window = retentionEighth(asked, begin, askedAt);
            expiring.add(
                new Expiring(
                    new OffsetRange(begin.kafkaPartition(), begin.start(), younger),
                    Duration.ofMillis(window)));
          }
        }
      }
    }
  }

  /** {@code asked = askedAt - retention * 7 / 8}. */
  private static long retentionEighth(
      Map<KafkaPartition, Long> asked, ReadStart begin, long askedAt) {
    return (askedAt - asked.getOrDefault(begin.kafkaPartition(), askedAt)) / 7;
  }

  private void bySize(ReadStart begin, TopicRetention retention, Sizes sizes) {
    if (retention.bytes() != TopicRetention.UNLIMITED) {
      double full = begin.lag() * sizes.bytesPerOffset(begin) / retention.bytes();
      raise(
          begin, full >= 7.0 / 8 ? Urgency.EXPIRING : full >= 0.5 ? Urgency.AGEING : Urgency.CALM);
    }
  }

  /** A log that still starts at offset 0 has lost nothing yet. */
  private void byPlace(ReadStart begin) {
    LogBounds bounds = begin.bounds();
    if (bounds.earliest() > 0 && bounds.last() > bounds.earliest()) {
      double place =
          (double) (begin.start() - bounds.earliest()) / (bounds.last() - bounds.earliest());
      raise(
          begin, place < 1.0 / 8 ? Urgency.EXPIRING : place < 0.5 ? Urgency.AGEING : Urgency.CALM);
    }
  }

  private void raise(ReadStart begin, Urgency found) {
    urgency.merge(
        begin.kafkaPartition(), found, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }
}
