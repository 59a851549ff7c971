package io.sluice.job.planning.begin;

import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.OpenTransaction;
import io.sluice.tracker.offset.KafkaPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports transactions that have been open for long. An open transaction is not an error, but if
 * its producer is gone, it blocks all later records until it is aborted.
 */
public final class OldTransactions {
  private static final Duration OLD = Duration.ofHours(1);
  private static final int REPORTED = 5;

  private OldTransactions() {}

  /** Sends requests only for Kafka partitions with records behind the stable offset. */
  public static void report(
      KafkaFacts kafka, DescribedTopics topics, Instant now, List<Remark> remarks)
      throws KafkaUnavailableException {
    List<KafkaPartition> heldBack =
        topics.drafts().stream()
            .flatMap(draft -> draft.begins().stream())
            .filter(each -> each.bounds().stable() < each.bounds().logEnd())
            .map(ReadStart::kafkaPartition)
            .toList();
    if (heldBack.isEmpty()) {
      return;
    }
    Map<String, Remark> old = new TreeMap<>();
    kafka
        .openTransactions(heldBack)
        .forEach(
            (of, open) -> {
              Instant last = Instant.ofEpochMilli(open.lastWrittenAt());
              if (Duration.between(last, now).compareTo(OLD) > 0) {
                old.put(of.toString(), remark(of, open, last));
              }
            });
    old.values().stream().limit(REPORTED).forEach(remarks::add);
    if (old.size() > REPORTED) {
      remarks.add(
          new Remark(
              Remark.Kind.WARNING,
              "",
              (old.size() - REPORTED) + " more Kafka partitions have old open transactions."));
    }
  }

  private static Remark remark(KafkaPartition of, OpenTransaction open, Instant last) {
    return new Remark(
        Remark.Kind.WARNING,
        of.topic(),
        "Cannot read %s behind offset %d yet: a transaction of producer id %d is open there, whose last record is of %s. If its program is gone, abort it with kafka-transactions.sh abort --topic %s --partition %d --start-offset %d."
            .formatted(
                of, open.start(), open.producerId(), last, of.topic(), of.number(), open.start()));
  }
}
