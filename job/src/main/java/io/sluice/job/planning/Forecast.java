package io.sluice.job.planning;

import io.sluice.job.planning.begin.Remark;
import io.sluice.tracker.offset.OffsetRange;
import java.time.Duration;
import java.util.List;

/**
 * A summary of a plan, for display. Nothing of it is needed to carry the plan out.
 *
 * @param topics those with something to read or to report, by name
 * @param expiring what expires first if nobody reads it
 * @param remarks what was found on the way
 */
public record Forecast(List<TopicForecast> topics, List<Expiring> expiring, List<Remark> remarks) {
  public Forecast {
    topics = List.copyOf(topics);
    expiring = List.copyOf(expiring);
    remarks = List.copyOf(remarks);
  }

  /** Offsets that the plan reads. */
  public long offsets() {
    return topics.stream().mapToLong(TopicForecast::offsets).sum();
  }

  /** Bytes that the plan reads, estimated as they lie in Kafka. */
  public long bytes() {
    return topics.stream().mapToLong(TopicForecast::bytes).sum();
  }

  /** Offsets to the logs' ends, open transactions included. */
  public long lag() {
    return topics.stream().mapToLong(TopicForecast::lag).sum();
  }

  /** Offsets that could be read and are left for a next run, because this one is bounded. */
  public long left() {
    return topics.stream().mapToLong(TopicForecast::left).sum();
  }

  /** Whether something that should be read could not even be planned. */
  public boolean leavesSomethingOut() {
    return remarks.stream().anyMatch(Remark::leavesOut);
  }

  /**
   * One topic.
   *
   * @param kafkaPartitions how many it has
   * @param read how many of them the plan reads
   * @param pieces into how many pieces
   * @param tasks in how many tasks
   * @param offsets that the plan reads
   * @param bytes likewise, estimated
   * @param lag offsets to the logs' ends
   * @param left offsets that a bound leaves for a next run
   */
  public record TopicForecast(
      String topic,
      int kafkaPartitions,
      int read,
      int pieces,
      int tasks,
      long offsets,
      long bytes,
      SizeSource sizeSource,
      long lag,
      long left) {}

  /** Source of the estimate of bytes. */
  public enum SizeSource {
    /** The brokers' log sizes. */
    LOG,
    /** The sizes of the ledger's last files. */
    LEDGER,
    /** Nobody knows: a usual record. */
    GUESS
  }

  /**
   * Offsets that expire soon unless they are read.
   *
   * @param range from the next offset to read to the first that stays longer
   * @param within at the latest
   */
  public record Expiring(OffsetRange range, Duration within) {}
}
