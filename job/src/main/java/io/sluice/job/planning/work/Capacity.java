package io.sluice.job.planning.work;

/**
 * Limits of a run. Bytes alone bound it; what Kafka partitions and topics cost a task besides only
 * spreads them over more tasks, as long as there may be more.
 *
 * @param splitBytes work per task
 * @param tasks at most
 * @param bytes at most, {@link Long#MAX_VALUE} if unbounded
 */
public record Capacity(long splitBytes, int tasks, long bytes) {
  /**
   * Over how much more than {@link #splitBytes} no further task is worth its start: a task costs
   * tens of seconds of CPU before its first record.
   */
  private static final double TOLERANCE = 0.2;

  /** A Kafka partition costs a task some round trips, however little it holds. */
  private static final int KAFKA_PARTITIONS_PER_TASK = 2048;

  /** A topic costs a task a schema and open files. */
  private static final int TOPICS_PER_TASK = 512;

  public Capacity {
    if (splitBytes < 1 || tasks < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "No capacity: " + tasks + " tasks of " + splitBytes + " bytes, " + bytes + " in all");
    }
  }

  /** Work that all tasks do together, in bytes. */
  double work() {
    return (double) tasks * splitBytes;
  }

  /** Cost of a Kafka partition besides its bytes, in bytes. */
  double perKafkaPartition() {
    return (double) splitBytes / KAFKA_PARTITIONS_PER_TASK;
  }

  /** Cost of a topic besides its bytes, in bytes. */
  double perTopic() {
    return (double) splitBytes / TOPICS_PER_TASK;
  }

  /** Into how many tasks so much work goes, at least 1 and at most {@link #tasks}. */
  int tasksFor(double work) {
    double wanted = Math.ceil(work / splitBytes - TOLERANCE);
    return (int) Math.max(1, Math.min(tasks, wanted));
  }
}
