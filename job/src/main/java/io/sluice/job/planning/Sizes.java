package io.sluice.job.planning;

import io.sluice.job.kafka.KafkaAnswer;
import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.planning.PlanSummary.SizeSource;
import io.sluice.job.planning.begin.ReadStart;
import io.sluice.job.planning.begin.Remark;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Estimates the bytes per offset: by the brokers' log sizes, else by the sizes of the ledger's last
 * files of the topic or of all topics, else by a default.
 */
final class Sizes {
  private static final double GUESSED_BYTES_PER_OFFSET = 1_000;

  private final Map<KafkaPartition, Long> logBytes;
  private final Map<String, double[]> landed = new HashMap<>();
  private final double[] allLanded = new double[2];

  private Sizes(Map<KafkaPartition, Long> logBytes, List<StagedFile> files) {
    this.logBytes = logBytes;
    for (StagedFile file : files) {
      add(landed.computeIfAbsent(file.topic(), topic -> new double[2]), file);
      add(allLanded, file);
    }
  }

  private static void add(double[] sums, StagedFile file) {
    sums[0] += file.length();
    sums[1] += file.records();
  }

  static Sizes of(
      KafkaFacts kafka, Set<String> topics, List<StagedFile> files, List<Remark> remarks)
      throws KafkaUnavailableException {
    if (topics.isEmpty()) {
      return new Sizes(Map.of(), files);
    }
    KafkaAnswer<Map<KafkaPartition, Long>> answer = kafka.logBytes(topics);
    if (answer instanceof NotKnown<Map<KafkaPartition, Long>> none) {
      remarks.add(
          new Remark(
              Remark.Kind.WARNING,
              "",
              "Cannot ask the brokers for log sizes: "
                  + none.message()
                  + ". Bytes are estimated without them; Describe on the cluster would give them."));
    }
    return new Sizes(answer.known().orElse(Map.of()), files);
  }

  SizeSource source(ReadStart begin) {
    if (byLog(begin) > 0) {
      return SizeSource.LOG;
    }
    return landed.containsKey(begin.topic()) || allLanded[1] > 0
        ? SizeSource.LEDGER
        : SizeSource.GUESS;
  }

  double bytesPerOffset(ReadStart begin) {
    double byLog = byLog(begin);
    if (byLog > 0) {
      return byLog;
    }
    double[] ofTopic = landed.getOrDefault(begin.topic(), allLanded);
    double[] sums = ofTopic[1] > 0 ? ofTopic : allLanded;
    return sums[0] > 0 && sums[1] > 0 ? sums[0] / sums[1] : GUESSED_BYTES_PER_OFFSET;
  }

  private double byLog(ReadStart begin) {
    long offsets = begin.bounds().last() - begin.bounds().earliest();
    long bytes = logBytes.getOrDefault(begin.kafkaPartition(), 0L);
    return offsets > 0 ? (double) bytes / offsets : 0;
  }
}
