package io.sluice.maintenance.verify;

import io.sluice.records.FetchedRecord;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Decoder;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Compares the rows of one entry and topic with the records in Kafka at their offsets. */
final class KafkaComparison implements EntryRows.Sink {
  /** Property of the schema of files in quarantine. */
  private static final String QUARANTINE = "sluice.quarantine.version";

  /** Field with the raw value from Kafka. */
  private static final String QUARANTINED_VALUE = "kafka_value";

  private static final Schema BYTES = Schema.create(Schema.Type.BYTES);

  private final TopicState topic;
  private final Decoder decoder;
  private final Map<Integer, Map<Long, Long>> landed = new HashMap<>();
  private final Map<Integer, Map<Long, Long>> quarantined = new HashMap<>();
  private final Map<Schema, RowDecoder> rowDecoders = new HashMap<>();
  private final Map<String, Long> faults = new TreeMap<>();
  private final Map<String, String> firsts = new HashMap<>();
  private long same;
  private long undecoded;

  KafkaComparison(TopicState topic, Decoder decoder) {
    this.topic = topic;
    this.decoder = decoder;
  }

  @Override
  public void row(int kafkaPartition, long offset, GenericRecord row) {
    Schema schema = row.getSchema();
    if (schema.getObjectProp(QUARANTINE) != null) {
      Object value = row.get(QUARANTINED_VALUE);
      quarantined
          .computeIfAbsent(kafkaPartition, key -> new HashMap<>())
          .put(offset, value instanceof ByteBuffer bytes ? RowHash.of(BYTES, bytes) : 0);
      return;
    }
    rowDecoders.computeIfAbsent(schema, each -> new RowDecoder(decoder, each));
    landed
        .computeIfAbsent(kafkaPartition, key -> new HashMap<>())
        .put(offset, RowHash.of(schema, row));
  }

  /** Compares one record in Kafka with what has landed of it. */
  void record(FetchedRecord fetched) throws IOException {
    int number = fetched.coordinates().kafkaPartition();
    long offset = fetched.coordinates().offset();
    Optional<Long> row = take(landed, number, offset);
    Optional<Long> raw = take(quarantined, number, offset);
    if (row.isPresent()) {
      landed(fetched, row.get());
    } else if (raw.isPresent()) {
      long value = fetched.hasValue() ? RowHash.of(BYTES, fetched.value()) : 0;
      if (value == raw.get()) {
        same++;
      } else {
        fault("in quarantine with another value than in Kafka", number, offset);
      }
    } else if (!isGap(fetched)) {
      fault("in Kafka, and neither landed nor in quarantine nor in a gap", number, offset);
    }
  }

  private static Optional<Long> take(
      Map<Integer, Map<Long, Long>> of, int kafkaPartition, long offset) {
    return Optional.ofNullable(of.getOrDefault(kafkaPartition, new HashMap<>()).remove(offset));
  }

  private void landed(FetchedRecord fetched, long hash) throws IOException {
    int number = fetched.coordinates().kafkaPartition();
    long offset = fetched.coordinates().offset();
    if (!fetched.hasValue()) {
      fault("landed, and in Kafka a tombstone", number, offset);
      return;
    }
    int bad = 0;
    for (RowDecoder each : rowDecoders.values()) {
      try {
        if (each.hash(fetched) == hash) {
          same++;
          return;
        }
      } catch (BadRecordException e) {
        bad++; // It may decode with the schema of another file.
      }
    }
    if (bad < rowDecoders.size()) {
      fault("landed with another content than in Kafka", number, offset);
    } else {
      undecoded++;
    }
  }

  /** A record in Kafka contradicts a gap of an absent record. */
  private boolean isGap(FetchedRecord fetched) {
    long offset = fetched.coordinates().offset();
    return topic
        .kafkaPartition(fetched.coordinates().kafkaPartition())
        .map(KafkaPartitionState::gaps)
        .stream()
        .flatMap(gaps -> gaps.stream())
        .filter(gap -> gap.start() <= offset && offset < gap.end())
        .anyMatch(gap -> fits(gap.kind(), fetched));
  }

  private static boolean fits(Gap.Kind kind, FetchedRecord fetched) {
    return switch (kind) {
      case ABSENT -> false;
      case TOMBSTONE -> !fetched.hasValue();
      case FILTERED, LOST -> true;
    };
  }

  private void fault(String what, int kafkaPartition, long offset) {
    if (faults.merge(what, 1L, Long::sum) == 1) {
      firsts.put(what, topic.topic() + "-" + kafkaPartition + " " + offset);
    }
  }

  /** The findings, each with its number and first position. */
  Map<String, String> faults() {
    Map<String, String> described = new TreeMap<>();
    faults.forEach((what, count) -> described.put(what, count + ", first " + firsts.get(what)));
    return described;
  }

  /** Rows and quarantined records that equal those in Kafka. */
  long same() {
    return same;
  }

  /** Rows whose record is in Kafka and cannot be decoded any more. */
  long undecoded() {
    return undecoded;
  }

  /** Rows in these ranges whose record was not in Kafka. */
  long notInKafka(Map<Integer, long[]> ranges) {
    return notInKafka(landed, ranges) + notInKafka(quarantined, ranges);
  }

  private static long notInKafka(Map<Integer, Map<Long, Long>> of, Map<Integer, long[]> ranges) {
    long count = 0;
    for (Map.Entry<Integer, long[]> range : ranges.entrySet()) {
      count +=
          of.getOrDefault(range.getKey(), Map.of()).keySet().stream()
              .filter(offset -> offset >= range.getValue()[0] && offset < range.getValue()[1])
              .count();
    }
    return count;
  }
}
