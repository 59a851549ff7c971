package io.sluice.maintenance.verify;

import io.sluice.mapper.kafka.RangeReader;
import io.sluice.records.FetchedRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.TopicStart;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry.Import;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Accounts for the records in Kafka below the start offset of the present topic and generation. If
 * {@code starting.offsets} or a reset has set the start there, the records were left out on
 * purpose, which is reported; otherwise they never landed, which is damage.
 */
final class BelowGeneration {

  /** The start offset of a Kafka partition with its present ID and generation. */
  private record Beginning(StoredEntry entry, long offset, Cause cause) {}

  private enum Cause {
    /** The Kafka partition was new to the ledger. */
    NEW,
    /** An operator or {@code on.topic.recreated} moved it there. */
    RESET,
    /** Offsets of a former topic of that name were taken for offsets of this one. */
    TAKEN_OVER,
    /** Retention has deleted the entry before, or it cannot be read. */
    NOT_KNOWN
  }

  private final DeepVerify ledger;
  private final KafkaRecords kafka;
  private final Map<KafkaPartition, Long> earliest;

  BelowGeneration(DeepVerify ledger, KafkaRecords kafka, Map<KafkaPartition, Long> earliest) {
    this.ledger = ledger;
    this.kafka = kafka;
    this.earliest = earliest;
  }

  List<Finding> verify() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<KafkaPartition, Beginning> each : beginnings().entrySet()) {
      KafkaPartition kafkaPartition = each.getKey();
      Beginning begun = each.getValue();
      long first = earliest.getOrDefault(kafkaPartition, begun.offset());
      if (first < begun.offset()) {
        OffsetRange below = new OffsetRange(kafkaPartition, first, begun.offset());
        if (begun.cause() == Cause.TAKEN_OVER) {
          findings.addAll(neverLanded(below, begun.entry()));
        } else {
          findings.add(leftOut(below, begun));
        }
      }
    }
    return findings;
  }

  /** Reads entries from the head down until the start of each Kafka partition is found. */
  private Map<KafkaPartition, Beginning> beginnings() throws IOException {
    Map<KafkaPartition, Beginning> found = new TreeMap<>();
    List<KafkaPartition> open = new ArrayList<>(earliest.keySet());
    Optional<StoredEntry> entry = ledger.head();
    while (entry.isPresent() && !open.isEmpty()) {
      StoredEntry later = entry.get();
      Optional<StoredEntry> earlier = ledger.before(later);
      open.removeIf(
          each -> {
            Optional<Beginning> begun = beginning(each, later, earlier);
            begun.ifPresent(beginning -> found.put(each, beginning));
            return begun.isPresent() || state(later, each).isEmpty();
          });
      entry = earlier;
    }
    return found;
  }

  private static Optional<Beginning> beginning(
      KafkaPartition of, StoredEntry later, Optional<StoredEntry> earlier) {
    Optional<KafkaPartitionState> present = state(later, of);
    if (present.isEmpty()) {
      return Optional.empty();
    }
    KafkaPartitionState state = present.get();
    if (earlier.isEmpty()) {
      return Optional.of(
          new Beginning(later, state.before(), later.version() == 1 ? Cause.NEW : Cause.NOT_KNOWN));
    }
    Optional<KafkaPartitionState> former = state(earlier.get(), of);
    if (former.isEmpty()) {
      return Optional.of(new Beginning(later, state.before(), Cause.NEW));
    }
    if (former.get().generation() != state.generation()) {
      return Optional.of(
          later.entry() instanceof Ingest
              ? new Beginning(later, state.before(), Cause.TAKEN_OVER)
              : new Beginning(later, state.after(), Cause.RESET));
    }
    boolean another =
        topic(earlier.get(), of)
            .filter(known -> known.isAnother(topic(later, of).map(TopicState::topicId).orElse("")))
            .isPresent();
    return another
        ? Optional.of(new Beginning(later, state.after(), Cause.TAKEN_OVER))
        : Optional.empty();
  }

  private static Optional<TopicState> topic(StoredEntry entry, KafkaPartition of) {
    return entry.offsets().state().topic(of.topic());
  }

  private static Optional<KafkaPartitionState> state(StoredEntry entry, KafkaPartition of) {
    return topic(entry, of).flatMap(topic -> topic.kafkaPartition(of.number()));
  }

  private static Finding leftOut(OffsetRange below, Beginning begun) {
    long version = begun.entry().version();
    String why =
        switch (begun.cause()) {
          case NEW -> "starting.offsets began behind them";
          case RESET -> "a reset began behind them (" + reason(begun.entry()) + ")";
          case NOT_KNOWN, TAKEN_OVER ->
              "the entries that could say why are not in the ledger any more";
        };
    return new Finding(
        Kind.NOT_LOOKED_AT,
        version,
        "Kafka still has offsets [%d, %d) of %s, which were not read in the present generation, so nothing was compared there: %s, by version %d."
            .formatted(below.start(), below.end(), below.kafkaPartition(), why, version));
  }

  private static String reason(StoredEntry entry) {
    if (entry.entry() instanceof Reset reset) {
      return reset.reason();
    }
    return entry.entry() instanceof Import imported ? imported.reason() : "an import";
  }

  private List<Finding> neverLanded(OffsetRange below, StoredEntry entry) throws IOException {
    List<Finding> findings = new ArrayList<>();
    long records = 0;
    KafkaPartition of = below.kafkaPartition();
    Piece piece = new Piece(below, LeaderEpoch.UNKNOWN, 0);
    String topicId = topic(entry, of).map(TopicState::topicId).orElse("");
    TopicStart work = new TopicStart(of.topic(), topicId, "", "", "", List.of(piece));
    try (RangeReader reader = kafka.open(List.of(work))) {
      while (reader.advance()) {
        if (reader.item() instanceof FetchedRecord) {
          records++;
        } else if (reader.item() instanceof PieceEnd end && end.reached() < below.end()) {
          findings.add(
              new Finding(
                  Kind.NOT_LOOKED_AT,
                  entry.version(),
                  "Kafka was read to offset %d only of %s. Say verify --against-kafka again."
                      .formatted(end.reached(), below)));
        }
      }
    }
    if (records > 0) {
      findings.add(
          new Finding(
              Kind.OTHER_THAN_KAFKA,
              entry.version(),
              "Cannot vouch for %s: %d records at offsets [%d, %d) are in Kafka and never landed, since version %d goes on with the offsets of another topic of that name. Restore the state directory from a backup that is older than this version."
                  .formatted(of, records, below.start(), below.end(), entry.version())));
    }
    return findings;
  }
}
