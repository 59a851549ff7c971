package io.sluice.job.planning.work;

/**
 * Limits of a run. Only bytes limit it; the additional cost of Kafka partitions and topics only
 * spreads them over more tasks, up to the maximum number.
 *
 * @param splitBytes work per task
 * @param tasks maximum number
 * @param bytes maximum number, {@link Long#MAX_VALUE} if unlimited
 */
public record Capacity(long splitBytes, int tasks, long bytes) {
  /**
   * Factor of {@link #splitBytes} up to which no further task is started, because a task needs tens
   * of seconds of CPU before its first record.
   */
  private static final double TOLERANCE = 0.2;

  /** A Kafka partition costs a task some round trips, however few records it has. */
  private static final int KAFKA_PARTITIONS_PER_TASK = 2048;

  /** A topic costs a task a schema and open files. */
  private static final int TOPICS_PER_TASK = 512;

  public Capacity {
    if (splitBytes < 1 || tasks < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "No capacity: " + tasks + " tasks of " + splitBytes + " bytes, " + bytes + " in all");
    }
  }

  /** Work of all tasks together, in bytes. */
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

  /** The number of tasks for a given amount of work, at least 1 and at most {@link #tasks}. */
  int tasksFor(double work) {
    double wanted = Math.ceil(work / splitBytes - TOLERANCE);
    return (int) Math.max(1, Math.min(tasks, wanted));
  }
}
