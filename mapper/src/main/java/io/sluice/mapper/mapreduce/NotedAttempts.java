package io.sluice.mapper.mapreduce;

import io.sluice.mapper.kafka.RangeReader;
import io.sluice.mapper.kafka.TopicWork;
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
 * The attempts of a task of which one has failed or died already. From the second on each notes
 * what it reads; what it has noted stays only if its process dies, or runs out of memory.
 */
final class NotedAttempts implements RangeReader.Attempts {
  private static final Log LOG = Log.of(NotedAttempts.class);

  /**
   * Offsets from one note of a Kafka partition to the next, since each note costs the NameNode
   * calls.
   */
  private static final long STEP = 5000;

  /**
   * Offsets behind a position that is suspected, each of which is noted: as far as an attempt comes
   * before its next note, and a poll further.
   */
  private static final long EXACTLY = STEP + 2000;

  private final AttemptPositions positions;
  private final Map<KafkaPartition, Long> died = new HashMap<>();
  private final Map<KafkaPartition, Integer> deaths = new HashMap<>();
  private final boolean isOneRange;
  private Optional<KafkaPartition> last = Optional.empty();
  private long lastOffset;

  private NotedAttempts(AttemptPositions positions, boolean isOneRange) {
    this.positions = positions;
    this.isOneRange = isOneRange;
  }

  /** Reads what earlier attempts have noted. */
  static NotedAttempts read(AttemptPositions positions, List<TopicWork> topics) {
    long ranges = topics.stream().mapToLong(topic -> topic.pieces().size()).sum();
    NotedAttempts attempts = new NotedAttempts(positions, ranges == 1);
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

  private static boolean isOf(Position position, List<TopicWork> topics) {
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

  /** Where the task reads nothing else, one attempt is spent on the very offset. */
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

  /** The attempt ends, and not by its death. */
  void end() {
    try {
      positions.clear();
    } catch (IOException e) {
      LOG.warn("Cannot delete the note of what the attempt was reading", e);
    }
  }
}
