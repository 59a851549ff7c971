package io.sluice.job.mapreduce;

import io.sluice.mapper.mapreduce.TaskFailure;
import io.sluice.records.TaskItem;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.jspecify.annotations.Nullable;

/**
 * The output side of a run's job: the writer stages files, the committer puts the manifest, and the
 * Application Master's committer appends to the ledger. MapReduce uses one object of this class per
 * task attempt, and through it the writer and the committer of an attempt know each other.
 */
public final class StagedOutputFormat extends OutputFormat<NullWritable, TaskItem> {
  private @Nullable LedgerCommitter committer;

  @Override
  public RecordWriter<NullWritable, TaskItem> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    return getOutputCommitter(context).openWriter(context);
  }

  /** Nothing to check: the client has planned exactly these directories. */
  @Override
  public void checkOutputSpecs(JobContext context) {}

  @Override
  public LedgerCommitter getOutputCommitter(TaskAttemptContext context) throws IOException {
    if (committer == null) {
      try {
        committer = new LedgerCommitter(RunOfJob.of(context));
      } catch (IOException | RuntimeException e) {
        throw TaskFailure.inCommit("open the ingestion in a container", e);
      }
    }
    return committer;
  }
}
