package io.sluice.maintenance.verify;

import io.sluice.records.FetchedRecord;
import io.sluice.records.LenientSchemas;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.Gap;
import io.sluice.writers.FileFormats;
import io.sluice.writers.file.FileFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * The lines of one entry and topic against the records that Kafka has of its ranges. A line does
 * not say where it stood, so that three things are compared: how many there are, that each line is
 * a record of the file's Kafka partitions, and, where a file holds one Kafka partition, that they
 * stand in the order of Kafka.
 */
final class LineComparison {
  private final TopicState topic;
  private final Decoder decoder;
  private final Map<StagedFile, Hashes> files = new LinkedHashMap<>();
  private final Map<Integer, Hashes> expected = new HashMap<>();
  private final Map<Integer, Set<Long>> placed = new HashMap<>();
  private long undecoded;

  /** Numbers in a row. */
  private static final class Hashes {
    private long[] values = new long[16];
    private int count;

    void add(long value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }
  }

  LineComparison(TopicState topic, Decoder decoder) {
    this.topic = topic;
    this.decoder = decoder;
  }

  /** Takes an offset that did not land as a line, such as that of a bad record. */
  void placed(int kafkaPartition, long offset) {
    placed.computeIfAbsent(kafkaPartition, key -> new HashSet<>()).add(offset);
  }

  void line(StagedFile file, GenericRecord row) {
    boolean isLine =
        FileFormats.ofFile(file.path())
            .filter(format -> format.rows() == FileFormat.Rows.LINES)
            .isPresent();
    if (isLine) {
      files
          .computeIfAbsent(file, key -> new Hashes())
          .add(RowHash.of(row.getSchema().getFields().get(0).schema(), row.get(0)));
    }
  }

  /** Whether nothing of the topic has landed as lines. */
  boolean isEmpty() {
    return files.isEmpty();
  }

  /** Takes one record that Kafka has, in the order of its Kafka partition. */
  void record(FetchedRecord fetched) throws IOException {
    int number = fetched.coordinates().kafkaPartition();
    long offset = fetched.coordinates().offset();
    if (!fetched.hasValue()
        || placed.getOrDefault(number, Set.of()).contains(offset)
        || isFiltered(number, offset)) {
      return;
    }
    try {
      long hash = hash(fetched);
      expected.computeIfAbsent(number, key -> new Hashes()).add(hash);
    } catch (BadRecordException e) {
      undecoded++;
    }
  }

  private boolean isFiltered(int kafkaPartition, long offset) {
    return topic.kafkaPartition(kafkaPartition).map(KafkaPartitionState::gaps).stream()
        .flatMap(List::stream)
        .filter(gap -> gap.start() <= offset && offset < gap.end())
        .anyMatch(gap -> gap.kind() == Gap.Kind.FILTERED || gap.kind() == Gap.Kind.LOST);
  }

  private long hash(FetchedRecord fetched) throws BadRecordException, IOException {
    DecodedBody body = decoder.decode(fetched.coordinates(), fetched.value());
    return hash(LenientSchemas.parse(body.schema()), body.bytes());
  }

  private static long hash(Schema schema, ByteBuffer body) throws IOException {
    byte[] content = new byte[body.remaining()];
    body.get(body.position(), content);
    Object datum =
        new GenericDatumReader<>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(content, null));
    return RowHash.of(schema, datum);
  }

  /** The faults, each a text after "they are". */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (inKafka() + undecoded > landed()) {
      faults.add(
          "more in Kafka than have landed: %d lines, and %d records"
              .formatted(landed(), inKafka() + undecoded));
    } else if (notInKafka() == 0 && undecoded == 0) {
      files.forEach((file, lines) -> fault(file, lines, faults));
    }
    return faults;
  }

  private void fault(StagedFile file, Hashes lines, List<String> faults) {
    if (file.parts().size() > 1) {
      if (!isWithin(file, lines)) {
        faults.add("others in " + file.path() + " than in Kafka");
      }
    } else if (!isInOrder(lines, of(file.parts().get(0).kafkaPartition()))) {
      faults.add("others, or in another order, in " + file.path() + " than in Kafka");
    }
  }

  private static boolean isInOrder(Hashes lines, Hashes records) {
    int at = 0;
    for (int line = 0; line < lines.count; line++) {
      while (at < records.count && records.values[at] != lines.values[line]) {
        at++;
      }
      if (at == records.count) {
        return false;
      }
      at++;
    }
    return true;
  }

  private boolean isWithin(StagedFile file, Hashes lines) {
    Map<Long, Integer> counts = new HashMap<>();
    for (StagedFile.Part part : file.parts()) {
      Hashes records = of(part.kafkaPartition());
      for (int i = 0; i < records.count; i++) {
        counts.merge(records.values[i], 1, Integer::sum);
      }
    }
    for (int i = 0; i < lines.count; i++) {
      if (counts.merge(lines.values[i], -1, Integer::sum) < 0) {
        return false;
      }
    }
    return true;
  }

  private Hashes of(int kafkaPartition) {
    return expected.getOrDefault(kafkaPartition, new Hashes());
  }

  private long landed() {
    return files.values().stream().mapToLong(each -> each.count).sum();
  }

  private long inKafka() {
    return expected.values().stream().mapToLong(each -> each.count).sum();
  }

  /** Lines that Kafka has as they stand. */
  long same() {
    return Math.min(landed(), inKafka());
  }

  /** Records that do not decode any more. */
  long undecoded() {
    return undecoded;
  }

  /** Lines whose record is gone, as compaction of a topic removes some. */
  long notInKafka() {
    return Math.max(0, landed() - inKafka() - undecoded);
  }
}
