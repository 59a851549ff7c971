package io.sluice.mapper.mapreduce;

import io.sluice.mapper.kafka.RangeReader;
import io.sluice.records.TopicStart;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.run.AttemptPositions;
import io.sluice.tracker.run.AttemptPositions.Position;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Attempts of a task after the first one has failed. From the second attempt on, each notes what it
 * reads; its note remains only if its process dies or runs out of memory.
 */
final class EarlierAttempts implements RangeReader.Attempts {
  private static final Log LOG = Log.of(EarlierAttempts.class);

  /**
   * Number of offsets between two notes of a Kafka partition, because each note requires calls of
   * the NameNode.
   */
  private static final long STEP = 5000;

  /**
   * Number of offsets after a suspected position that are noted individually: up to the next note
   * of the earlier attempt, and one poll further.
   */
  private static final long EXACTLY = STEP + 2000;

  private final AttemptPositions positions;
  private final Map<KafkaPartition, Long> died = new HashMap<>();
  private final Map<KafkaPartition, Integer> deaths = new HashMap<>();
  private final boolean isOneRange;
  private Optional<KafkaPartition> last = Optional.empty();
  private long lastOffset;

  private EarlierAttempts(AttemptPositions positions, boolean isOneRange) {
    this.positions = positions;
    this.isOneRange = isOneRange;
  }

  /** Reads the notes of earlier attempts. */
  static EarlierAttempts read(AttemptPositions positions, List<TopicStart> topics) {
    long ranges = topics.stream().mapToLong(topic -> topic.pieces().size()).sum();
    EarlierAttempts attempts = new EarlierAttempts(positions, ranges == 1);
    try {
      for (Position position : positions.ofOthers()) {
        if (isOf(position, topics)) {
          LOG.warn(
              "An earlier attempt died: attempt={} topic={} kafkaPartition={} offset={}",
              position.attempt(),
              position.kafkaPartition().topic(),
              position.kafkaPartition().number(),
              position.offset());
          attempts.died.merge(position.kafkaPartition(), position.offset(), Math::max);
          attempts.deaths.merge(position.kafkaPartition(), 1, Integer::sum);
        }
      }
    } catch (IOException e) {
      LOG.warn("Cannot read where earlier attempts of the task were reading", e);
    }
    return attempts;
  }

  private static boolean isOf(Position position, List<TopicStart> topics) {
    return topics.stream()
        .flatMap(topic -> topic.pieces().stream())
        .anyMatch(
            piece ->
                piece.range().kafkaPartition().equals(position.kafkaPartition())
                    && piece.range().start() <= position.offset()
                    && position.offset() < piece.range().end());
  }

  @Override
  public boolean areNoted() {
    return true;
  }

  @Override
  public OptionalLong diedAt(KafkaPartition of) {
    Long offset = died.get(of);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** If the task reads nothing else, one attempt is used to find the exact offset. */
  @Override
  public boolean readsOnAt(KafkaPartition of) {
    return isOneRange && deaths.getOrDefault(of, 0) == 1;
  }

  @Override
  public void reads(KafkaPartition of, long offset) {
    if (!isDue(of, offset)) {
      return;
    }
    last = Optional.of(of);
    lastOffset = offset;
    try {
      positions.note(of, offset);
    } catch (IOException e) {
      LOG.warn("Cannot note what the attempt reads", e);
    }
  }

  private boolean isDue(KafkaPartition of, long offset) {
    Long suspected = died.get(of);
    if (suspected != null && offset < suspected) {
      return false;
    }
    if (!isLast(of)) {
      return true;
    }
    boolean isExact = suspected != null && offset < suspected + EXACTLY;
    return isExact ? offset != lastOffset : offset - lastOffset >= STEP;
  }

  private boolean isLast(KafkaPartition of) {
    return last.filter(of::equals).isPresent();
  }

  /** Removes the note, because the attempt ends by itself. */
  void end() {
    try {
      positions.clear();
    } catch (IOException e) {
      LOG.warn("Cannot delete the note of what the attempt was reading", e);
    }
  }
}
