package io.sluice.mapper.mapreduce;

import io.sluice.records.ReadItem;
import io.sluice.tracker.json.StateBounds;
import io.sluice.tracker.run.AttemptPositions;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.PlanCodec;
import io.sluice.tracker.store.Durability;
import io.sluice.tracker.store.Stores;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/** Reads the splits from the plan. */
public final class RangeInputFormat extends InputFormat<NullWritable, ReadItem> {
  /** Name of the ingestion, for Kafka's quotas. */
  static final String INGESTION = "sluice.ingestion";

  private static final String PLAN = "sluice.run.plan";
  private static final String CHECKSUM = "sluice.read.plan.sha256";
  private static final String DEADLINE = "sluice.read.deadline";
  private static final String TASKS_IN_ONE_HEAP = "sluice.tasks.in.one.heap";
  private static final String BYTES_PER_SECOND = "sluice.read.bytes.per.second";

  /**
   * Sets the plan that a job reads.
   *
   * @param ingestion its name
   * @param plan the file as it was put
   * @param checksum of the plan, by {@link PlanCodec#checksum}
   * @param deadline at which tasks stop reading
   * @param bytesPerSecond maximum for one task
   */
  public static void configure(
      Job job,
      String ingestion,
      Path plan,
      String checksum,
      Instant deadline,
      long bytesPerSecond) {
    Configuration conf = job.getConfiguration();
    conf.set(INGESTION, ingestion);
    conf.set(PLAN, plan.toString());
    conf.set(CHECKSUM, checksum);
    conf.setLong(DEADLINE, deadline.toEpochMilli());
    conf.setLong(BYTES_PER_SECOND, bytesPerSecond);
  }

  /** Sets the number of tasks that run in one process at a time and share its heap. */
  public static void shareHeap(Configuration conf, int tasks) {
    conf.setInt(TASKS_IN_ONE_HEAP, tasks);
  }

  /** The memory of a task: the heap of its process, or its share of it. */
  public static long heapBytes(Configuration conf) {
    return Runtime.getRuntime().maxMemory() / conf.getInt(TASKS_IN_ONE_HEAP, 1);
  }

  static Instant deadline(Configuration conf) {
    return Instant.ofEpochMilli(conf.getLong(DEADLINE, Long.MAX_VALUE));
  }

  static long bytesPerSecond(Configuration conf) {
    return conf.getLong(BYTES_PER_SECOND, Long.MAX_VALUE);
  }

  /**
   * The notes of the attempts of a task. They are not synced, because a note must survive a
   * process, but no power failure.
   */
  static AttemptPositions positions(TaskAttemptContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    Path run = new Path(conf.get(PLAN, "")).getParent();
    Path state = run.getParent().getParent().getParent();
    TaskAttemptID attempt = context.getTaskAttemptID();
    return new AttemptPositions(
        Stores.open(
            run.getFileSystem(conf).getUri(), conf, state.toUri().getPath(), Durability.NONE),
        run.toUri().getPath() + "/positions",
        attempt.getTaskID().getId(),
        attempt.getId());
  }

  @Override
  public List<InputSplit> getSplits(JobContext context) throws IOException {
    Path path = new Path(context.getConfiguration().get(PLAN, ""));
    try (FSDataInputStream in = path.getFileSystem(context.getConfiguration()).open(path)) {
      byte[] content = StateBounds.OF_THIS_PROCESS.read(in, path.toString());
      PlanCodec.mustBe(context.getConfiguration().get(CHECKSUM, ""), content, path.toString());
      Plan plan = PlanCodec.read(content, path.toString());
      return List.copyOf(PlanSplits.of(plan));
    }
  }

  @Override
  public RecordReader<NullWritable, ReadItem> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new RangeRecordReader();
  }
}
