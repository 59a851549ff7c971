package io.sluice.maintenance.verify;

import io.sluice.mapper.kafka.RangeReader;
import io.sluice.mapper.kafka.TopicWork;
import io.sluice.records.FetchedRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.api.Decoder;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what landed with what Kafka still has, record by record: each record is decoded as a
 * task would decode it, made the row that a task would land, and that row, all of its columns, is
 * held against the one in the file by a 64-bit hash. A record in quarantine is compared by its raw
 * value. Only offsets of the present generation and topic are compared; what Kafka has below its
 * first offset is accounted for by {@link BelowGeneration}. What Kafka does not have any more, or
 * never had, cannot be distinguished, and is counted.
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

  /** Reads every file and every record; also finds what the deep verify finds. */
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

  private final class Totals implements DeepVerify.TopicRows {
    private final List<Finding> findings = new ArrayList<>();
    private final List<KafkaComparison> current = new ArrayList<>();
    private final List<Decoder> decoder = new ArrayList<>();
    private long same;
    private long notInKafka;
    private long undecoded;

    @Override
    public EntryRows.Sink begin(Ingest entry, TopicState topic) throws IOException {
      close();
      if (ranges(topic).isEmpty()) {
        return (kafkaPartition, offset, row) -> {};
      }
      decoder.add(decoders.open(topic.topic()));
      current.add(new KafkaComparison(topic, decoder.get(0)));
      return current.get(0);
    }

    private void close() throws IOException {
      for (Decoder each : decoder) {
        each.close();
      }
      decoder.clear();
      current.clear();
    }

    @Override
    public void end(Ingest entry, TopicState topic, EntryRows read) throws IOException {
      if (current.isEmpty()) {
        return;
      }
      KafkaComparison comparison = current.get(0);
      List<Piece> pieces = ranges(topic);
      Map<Integer, long[]> reached = read(entry, topic, pieces, comparison);
      comparison
          .faults()
          .forEach(
              (what, where) ->
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
                              + " ("
                              + where
                              + "). Keep the files and Kafka's data as they are, and report this as"
                              + " a defect of Sluice.")));
      same += comparison.same();
      undecoded += comparison.undecoded();
      notInKafka += comparison.notInKafka(reached);
      close();
    }

    private Map<Integer, long[]> read(
        Ingest entry, TopicState topic, List<Piece> pieces, KafkaComparison comparison)
        throws IOException {
      Map<Integer, long[]> reached = new HashMap<>();
      TopicWork work = new TopicWork(topic.topic(), topic.topicId(), "", "", "", pieces);
      try (RangeReader reader = kafka.open(List.of(work))) {
        while (reader.advance()) {
          if (reader.item() instanceof FetchedRecord fetched) {
            comparison.record(fetched);
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
              + end.failureOrNone().stream().map(each -> each.message()).findFirst().orElse("")
              + ". Say verify --against-kafka again.");
    }
  }

  /** Ranges of an entry that Kafka may still have. */
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
