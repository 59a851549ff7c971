package io.sluice.records;

import io.sluice.tracker.offset.OffsetRange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marks the start of a topic in a task.
 *
 * @param topicId in Kafka's base64 form, empty if the broker gave none
 * @param landingSchema full JSON text, with the columns of the coordinates
 * @param directory absolute path of the topic's directory
 * @param quarantineDirectory absolute path likewise
 * @param errors whether an operator has accepted its bad records
 * @param pieces that the task reads of the topic; at most one per Kafka partition
 */
public record TopicStart(
    String topic,
    String topicId,
    String landingSchema,
    String directory,
    String quarantineDirectory,
    Errors errors,
    List<StartedPiece> pieces)
    implements ReadItem, TaskItem {

  /** Treatment of the topic's bad records. */
  public enum Errors {
    /** The topic's error budget applies to them. */
    JUDGED,
    /** An operator has accepted those of the pieces. */
    ACCEPTED
  }

  /** A topic to whose bad records the error budget applies. */
  public TopicStart(
      String topic,
      String topicId,
      String landingSchema,
      String directory,
      String quarantineDirectory,
      List<StartedPiece> pieces) {
    this(topic, topicId, landingSchema, directory, quarantineDirectory, Errors.JUDGED, pieces);
  }

  /**
   * A piece that the task will read.
   *
   * @param fileGroup pieces of one group may share a file
   */
  public record StartedPiece(OffsetRange range, int fileGroup) {}

  public TopicStart {
    pieces = List.copyOf(pieces);
    Set<Integer> seen = new HashSet<>();
    for (StartedPiece piece : pieces) {
      if (!piece.range().kafkaPartition().topic().equals(topic)
          || !seen.add(piece.range().kafkaPartition().number())) {
        throw new IllegalArgumentException("Task reads " + pieces + " of topic " + topic);
      }
    }
  }
}
