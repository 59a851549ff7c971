package io.sluice.maintenance.verify;

import io.sluice.mapper.kafka.RangeReader;
import io.sluice.records.FetchedRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.api.Decoder;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/**
 * Compares what landed with what Kafka still has, record by record: each record is decoded as a
 * task would decode it, made the row that a task would land, and that row, all of its columns, is
 * held against the one in the file by a 64-bit hash. A record in quarantine is compared by its raw
 * value. Lines of text do not say where they stood: where Kafka has all that an entry read, their
 * count and order are compared ({@link LineComparison}). Only offsets of the present generation and
 * topic are compared; what Kafka has below its first offset is accounted for by {@link
 * BelowGeneration}. What Kafka does not have any more, or never had, cannot be distinguished, and
 * is counted.
 */
public final class AgainstKafka {
  private final DeepVerify deep;
  private final KafkaRecords kafka;
  private final TopicDecoders decoders;
  private final OffsetState head;
  private final Map<KafkaPartition, Long> earliest;

  /**
   * Does nothing yet.
   *
   * @param head for the present generations
   * @param earliest first offset that Kafka has, of the Kafka partitions that can be compared
   */
  public AgainstKafka(
      DeepVerify deep,
      KafkaRecords kafka,
      TopicDecoders decoders,
      OffsetState head,
      Map<KafkaPartition, Long> earliest) {
    this.deep = deep;
    this.kafka = kafka;
    this.decoders = decoders;
    this.head = head;
    this.earliest = Map.copyOf(earliest);
  }

  /** Reads every file and every record; includes the deep verify. */
  public List<Finding> verify() throws IOException {
    Totals totals = new Totals();
    List<Finding> found = new ArrayList<>(deep.verify(totals));
    found.addAll(totals.findings);
    found.addAll(new BelowGeneration(deep, kafka, earliest).verify());
    found.addAll(notCompared());
    found.add(
        new Finding(
            Kind.COMPARED_WITH_KAFKA,
            0,
            "Against Kafka: "
                + totals.same
                + " records are the same; "
                + (totals.sameLines == 0
                    ? ""
                    : "of "
                        + totals.sameLines
                        + " lines, which do not say where they stood, count and order are; ")
                + totals.notInKafka
                + " that landed are not in Kafka any more, "
                + totals.undecoded
                + " are and do not decode any more: these were not compared."));
    return found;
  }

  /** Findings for Kafka partitions that Kafka did not describe under the ledger's topic ID. */
  private List<Finding> notCompared() {
    List<Finding> findings = new ArrayList<>();
    for (TopicState topic : head.topics().values()) {
      List<Integer> missing =
          topic.kafkaPartitions().keySet().stream()
              .filter(number -> !earliest.containsKey(new KafkaPartition(topic.topic(), number)))
              .toList();
      if (!missing.isEmpty()) {
        findings.add(
            new Finding(
                Kind.NOT_LOOKED_AT,
                0,
                "Kafka partitions %s of topic %s were not compared: Kafka has none of them under topic ID %s, or did not give their offsets."
                    .formatted(missing, topic.topic(), topic.topicId())));
      }
    }
    return findings;
  }

  /** Takes each record that Kafka has. */
  private interface FetchedRecords {
    void take(FetchedRecord fetched) throws IOException;
  }

  private final class Totals implements DeepVerify.TopicRows {
    private final List<Finding> findings = new ArrayList<>();
    private final List<KafkaComparison> current = new ArrayList<>();
    private final List<LineComparison> lines = new ArrayList<>();
    private final List<Decoder> decoder = new ArrayList<>();
    private long same;
    private long sameLines;
    private long notInKafka;
    private long undecoded;

    @Override
    public EntryRows.Sink begin(Ingest entry, TopicState topic) throws IOException {
      close();
      if (ranges(topic).isEmpty()) {
        return (kafkaPartition, offset, row) -> {};
      }
      decoder.add(decoders.open(topic.topic()));
      KafkaComparison rows = new KafkaComparison(topic, decoder.get(0));
      LineComparison unplaced = new LineComparison(topic, decoder.get(0));
      current.add(rows);
      lines.add(unplaced);
      return new EntryRows.Sink() {
        @Override
        public void row(int kafkaPartition, long offset, GenericRecord row) {
          rows.row(kafkaPartition, offset, row);
          unplaced.placed(kafkaPartition, offset);
        }

        @Override
        public void unplaced(StagedFile file, GenericRecord row) {
          unplaced.line(file, row);
        }
      };
    }

    private void close() throws IOException {
      for (Decoder each : decoder) {
        each.close();
      }
      decoder.clear();
      current.clear();
      lines.clear();
    }

    @Override
    public void end(Ingest entry, TopicState topic, EntryRows read) throws IOException {
      if (current.isEmpty()) {
        return;
      }
      KafkaComparison comparison = current.get(0);
      List<Piece> pieces = ranges(topic);
      Map<Integer, long[]> reached = read(entry, pieces, topic, comparison::record);
      comparison.faults().forEach((what, where) -> fault(entry, topic, what + " (" + where + ")"));
      same += comparison.same();
      undecoded += comparison.undecoded();
      notInKafka += comparison.notInKafka(reached);
      close();
    }

    private void fault(Ingest entry, TopicState topic, String what) {
      findings.add(
          new Finding(
              Kind.OTHER_THAN_KAFKA,
              entry.version(),
              "Cannot vouch for records of "
                  + topic.topic()
                  + " in version "
                  + entry.version()
                  + ": they are "
                  + what
                  + ". Keep the files and Kafka's data as they are, and report this as"
                  + " a defect of Sluice."));
    }

    /** Lines can be compared only where Kafka still has all that the entry read. */
    @Override
    public void endUnplaced(Ingest entry, TopicState topic) throws IOException {
      if (lines.isEmpty() || lines.get(0).isEmpty()) {
        return;
      }
      LineComparison comparison = lines.get(0);
      List<Piece> pieces = ranges(topic);
      Map<Integer, long[]> reached = read(entry, pieces, topic, comparison::record);
      if (isWhole(topic, reached)) {
        comparison.faults().forEach(what -> fault(entry, topic, what));
        sameLines += comparison.same();
        notInKafka += comparison.notInKafka();
        undecoded += comparison.undecoded();
      } else {
        findings.add(
            new Finding(
                Kind.NOT_LOOKED_AT,
                entry.version(),
                "The lines of topic %s in version %d were not compared: Kafka does not have all of their records any more."
                    .formatted(topic.topic(), entry.version())));
      }
      close();
    }

    private boolean isWhole(TopicState topic, Map<Integer, long[]> reached) {
      return topic.kafkaPartitions().values().stream()
          .filter(state -> state.before() < state.after())
          .allMatch(
              state -> {
                long[] range = reached.getOrDefault(state.number(), new long[] {-1, -1});
                return range[0] == state.before() && range[1] == state.after();
              });
    }

    private Map<Integer, long[]> read(
        Ingest entry, List<Piece> pieces, TopicState topic, FetchedRecords comparison)
        throws IOException {
      Map<Integer, long[]> reached = new HashMap<>();
      TopicStart work = new TopicStart(topic.topic(), topic.topicId(), "", "", "", pieces);
      try (RangeReader reader = kafka.open(List.of(work))) {
        while (reader.advance()) {
          if (reader.item() instanceof FetchedRecord fetched) {
            comparison.take(fetched);
          } else if (reader.item() instanceof PieceEnd end) {
            reached.put(
                end.range().kafkaPartition().number(),
                new long[] {end.range().start(), end.reached()});
            if (end.reached() < end.range().end()) {
              findings.add(notRead(entry, end));
            }
          }
        }
      }
      return reached;
    }

    private static Finding notRead(Ingest entry, PieceEnd end) {
      return new Finding(
          Kind.NOT_LOOKED_AT,
          entry.version(),
          "Kafka was read to offset "
              + end.reached()
              + " only of "
              + end.range()
              + ": "
              + end.failure().map(RangeFailure::message).orElse("")
              + ". Say verify --against-kafka again.");
    }
  }

  /** Ranges of an entry that may still be in Kafka. */
  private List<Piece> ranges(TopicState topic) {
    List<Piece> pieces = new ArrayList<>();
    for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
      KafkaPartition kafkaPartition = new KafkaPartition(topic.topic(), state.number());
      Long first = earliest.get(kafkaPartition);
      if (first == null || !isPresent(topic, state)) {
        continue;
      }
      long start = Math.max(first, state.before());
      if (start < state.after()) {
        pieces.add(
            new Piece(
                new OffsetRange(kafkaPartition, start, state.after()), LeaderEpoch.UNKNOWN, 0));
      }
    }
    return pieces;
  }

  private boolean isPresent(TopicState topic, KafkaPartitionState state) {
    return head.topic(topic.topic())
        .filter(now -> now.topicId().equals(topic.topicId()))
        .flatMap(now -> now.kafkaPartition(state.number()))
        .filter(now -> now.generation() == state.generation())
        .isPresent();
  }
}
