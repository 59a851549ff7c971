package io.sluice.tracker.run;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The intended work of a run. Written before work starts, never changed; with the manifests it is
 * all that a commit needs.
 *
 * @param ledgerId of the ledger that it was planned on
 * @param base version of the head that it was planned on, 0 for an empty ledger; the run appends at
 *     {@code base + 1} or nowhere
 * @param baseChecksum checksum of that head, empty for 0
 * @param plannedAt epoch millis of the planner's clock
 * @param topics every topic that the entry will know, planned ones and carried ones alike are found
 *     there or in the base
 * @param held what the planner holds, with what it found held in the base and still is
 * @param losses what was lost and not acknowledged, carried and new
 * @param leftOut matching topics that this plan had to leave out, with the reason
 */
public record Plan(
    String ingestion,
    String ledgerId,
    String runId,
    long base,
    String baseChecksum,
    String clusterId,
    String fileSystem,
    long plannedAt,
    OnFailure onFailure,
    List<PlannedTopic> topics,
    List<PlannedTask> tasks,
    List<Hold> held,
    List<Loss> losses,
    TopicPatterns patterns,
    List<LeftOut> leftOut) {

  /** {@code commit.on.failure}. */
  public enum OnFailure {
    /** The contiguous part lands. */
    PARTIAL,
    /** Nothing lands unless all does. */
    NONE
  }

  /**
   * A topic with something to read, or whose offsets, gaps, holds or watermarks move. One without
   * ranges came to be after the base and could not be asked yet: once the ledger knows it, all of
   * it is read from its beginning.
   *
   * @param topicId in Kafka's base64 form, empty if the broker gave none
   * @param directory absolute path of the topic's directory
   * @param quarantineDirectory absolute path likewise
   * @param landingSchema full text, empty if nothing is to be read
   * @param schemaFingerprint SHA-256 of that text in hex, empty likewise
   * @param layout how its files will lie, as in the topic's state; empty likewise
   */
  public record PlannedTopic(
      String topic,
      String topicId,
      String directory,
      String quarantineDirectory,
      String landingSchema,
      String schemaFingerprint,
      Map<String, String> layout,
      ErrorBudget errorBudget,
      List<PlannedRange> ranges) {
    public PlannedTopic {
      layout = Collections.unmodifiableMap(new TreeMap<>(layout));
      ranges = List.copyOf(ranges);
      for (PlannedRange range : ranges) {
        KafkaPartition.check(topic, range.kafkaPartition());
      }
    }

    /** The directory in which its files of one kind are staged and land. */
    public String directory(StagedFile.Kind kind) {
      return kind == StagedFile.Kind.DATA ? directory : quarantineDirectory;
    }
  }

  /**
   * The plan of one Kafka partition.
   *
   * @param before the base's offset, or for one that the base does not know, where it begins
   * @param start first offset to read; {@code [before, start)} is covered by {@code gaps}
   * @param end planned end, at most the last stable offset when it was asked for, less where the
   *     run is bounded
   * @param logEnd end of the log, open transactions included, as it was asked for just before the
   *     last stable offset; at most {@code end} if and only if the range holds all that was there,
   *     no transaction left open
   * @param ledgerEpoch leader epoch of the last record that the base covers
   * @param generation of this topic ID and Kafka partition
   * @param askedAt epoch millis of the planner's clock just before it asked for the ends: the
   *     watermark if {@code logEnd} is reached
   * @param gaps what was lost or skipped before the start
   */
  public record PlannedRange(
      int kafkaPartition,
      long before,
      long start,
      long end,
      long logEnd,
      int ledgerEpoch,
      int generation,
      long askedAt,
      List<Gap> gaps) {
    public PlannedRange {
      gaps = List.copyOf(gaps);
      if (before < 0 || start < before || end < start) {
        throw new IllegalArgumentException(
            "Kafka partition " + kafkaPartition + ": " + before + ", " + start + ", " + end);
      }
      if (gaps.stream().mapToLong(Gap::count).sum() != start - before) {
        throw new IllegalArgumentException(
            "Kafka partition "
                + kafkaPartition
                + ": gaps "
                + gaps
                + " do not cover ["
                + before
                + ", "
                + start
                + ")");
      }
    }
  }

  /**
   * A topic with more quarantined records in a run than both is held, before the commit.
   *
   * @param minCount records
   * @param maxRatio of quarantined to all records of the topic, 0 to 1
   */
  public record ErrorBudget(long minCount, double maxRatio) {
    /** Of records that a person has accepted, bad ones included. */
    public static final ErrorBudget ACCEPTED = new ErrorBudget(Long.MAX_VALUE, 1);
  }

  /**
   * Work of one map task, in reading order: topic by topic.
   *
   * @param number from 0, by bytes descending
   * @param bytes estimated, as they lie in Kafka; what MapReduce sorts the splits by
   */
  public record PlannedTask(int number, long bytes, List<Piece> pieces) {
    public PlannedTask {
      pieces = List.copyOf(pieces);
    }
  }

  /** A matching topic that the plan does not read. */
  public record LeftOut(String topic, String reason) {}

  public Plan {
    topics = List.copyOf(topics);
    tasks = List.copyOf(tasks);
    held = List.copyOf(held);
    losses = List.copyOf(losses);
    leftOut = List.copyOf(leftOut);
  }
}
