package io.sluice.records;

import io.sluice.tracker.run.Piece;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a topic that one task reads, with the information for its writer. In the stream it
 * marks the start of the topic.
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
    List<Piece> pieces)
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
      List<Piece> pieces) {
    this(topic, topicId, landingSchema, directory, quarantineDirectory, Errors.JUDGED, pieces);
  }

  public TopicStart {
    pieces = List.copyOf(pieces);
    Set<Integer> seen = new HashSet<>();
    for (Piece piece : pieces) {
      if (!piece.range().kafkaPartition().topic().equals(topic)
          || !seen.add(piece.range().kafkaPartition().number())) {
        throw new IllegalArgumentException("Task reads " + pieces + " of topic " + topic);
      }
    }
  }

  /** Offsets planned. */
  public long offsets() {
    return pieces.stream().mapToLong(piece -> piece.range().length()).sum();
  }
}
