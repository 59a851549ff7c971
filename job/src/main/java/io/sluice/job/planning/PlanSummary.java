package io.sluice.job.planning;

import io.sluice.job.planning.begin.Remark;
import io.sluice.tracker.offset.OffsetRange;
import java.time.Duration;
import java.util.List;

/**
 * A summary of a plan, for display. The plan is executed without it.
 *
 * @param topics those with something to read or to report, by name
 * @param expiring the offsets that expire first unless they are read
 * @param remarks the remarks of the planner
 */
public record PlanSummary(
    List<TopicForecast> topics, List<Expiring> expiring, List<Remark> remarks) {
  public PlanSummary {
    topics = List.copyOf(topics);
    expiring = List.copyOf(expiring);
    remarks = List.copyOf(remarks);
  }

  /** Offsets that the plan reads. */
  public long offsets() {
    return topics.stream().mapToLong(TopicForecast::offsets).sum();
  }

  /** Bytes that the plan reads, estimated as stored in Kafka. */
  public long bytes() {
    return topics.stream().mapToLong(TopicForecast::bytes).sum();
  }

  /** Offsets up to the ends of the logs, including open transactions. */
  public long lag() {
    return topics.stream().mapToLong(TopicForecast::lag).sum();
  }

  /** Offsets that could be read and are left for a later run, because of a bound of this run. */
  public long left() {
    return topics.stream().mapToLong(TopicForecast::left).sum();
  }

  /** Returns whether something could not be planned that should be read. */
  public boolean leavesSomethingOut() {
    return remarks.stream().anyMatch(Remark::leavesOut);
  }

  /**
   * One topic.
   *
   * @param kafkaPartitions number of its Kafka partitions
   * @param read number of them that the plan reads
   * @param pieces number of pieces
   * @param tasks number of tasks
   * @param offsets that the plan reads
   * @param bytes that the plan reads, estimated
   * @param lag offsets up to the ends of the logs
   * @param left offsets that a bound leaves for a later run
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
    /** The size of a typical record. */
    GUESS
  }

  /**
   * Offsets that expire soon unless they are read.
   *
   * @param range from the next offset to read to the first one that is kept longer
   * @param within latest time of the expiry
   */
  public record Expiring(OffsetRange range, Duration within) {}
}
