package io.sluice.mapper.kafka;

import io.sluice.records.TopicStart;
import io.sluice.records.TopicStart.Errors;
import io.sluice.records.TopicStart.StartedPiece;
import io.sluice.tracker.run.Piece;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a topic that one task reads, with the information for its writer.
 *
 * @param topicId in Kafka's base64 form, empty if the broker gave none when the run was planned
 * @param landingSchema full text
 * @param directory absolute path of the topic's directory
 * @param quarantineDirectory absolute path likewise
 * @param errors whether an operator has accepted the topic's bad records
 * @param pieces at most one per Kafka partition
 */
public record TopicWork(
    String topic,
    String topicId,
    String landingSchema,
    String directory,
    String quarantineDirectory,
    Errors errors,
    List<Piece> pieces) {
  public TopicWork {
    pieces = List.copyOf(pieces);
    Set<Integer> seen = new HashSet<>();
    for (Piece piece : pieces) {
      if (!piece.range().kafkaPartition().topic().equals(topic)
          || !seen.add(piece.range().kafkaPartition().number())) {
        throw new IllegalArgumentException(
            "Not one piece per Kafka partition of " + topic + ": " + pieces);
      }
    }
  }

  /** Work on a topic to whose bad records the error budget applies. */
  public TopicWork(
      String topic,
      String topicId,
      String landingSchema,
      String directory,
      String quarantineDirectory,
      List<Piece> pieces) {
    this(topic, topicId, landingSchema, directory, quarantineDirectory, Errors.JUDGED, pieces);
  }

  /** Number of planned offsets. */
  long offsets() {
    return pieces.stream().mapToLong(piece -> piece.range().length()).sum();
  }

  TopicStart start() {
    return new TopicStart(
        topic,
        topicId,
        landingSchema,
        directory,
        quarantineDirectory,
        errors,
        pieces.stream().map(piece -> new StartedPiece(piece.range(), piece.fileGroup())).toList());
  }
}
