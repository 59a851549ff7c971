package io.sluice.job.mapreduce;

import io.sluice.mapper.mapreduce.TaskFailure;
import io.sluice.records.TaskItem;
import io.sluice.tracker.commit.AttemptEnd;
import io.sluice.tracker.commit.RunOutcome;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.run.Manifest;
import io.sluice.writers.TaskWriter;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.jspecify.annotations.Nullable;

/**
 * Translates MapReduce's calls to the commit protocol. A task's manifest is put in {@link
 * #commitTask} and nowhere else, because MapReduce closes the writer of a failed mapper too. An
 * attempt that fails before its manifest is put deletes its staged files in its own process, to
 * free space. No other abort deletes anything: a late {@code abortJob} of a dying Application
 * Master may arrive after another one has committed.
 */
final class LedgerCommitter extends OutputCommitter {
  private static final Log LOG = Log.of(LedgerCommitter.class);

  private final RunOfJob run;
  private @Nullable TaskWriter writer;
  private @Nullable AttemptEnd end;

  LedgerCommitter(RunOfJob run) {
    this.run = run;
  }

  RecordWriter<NullWritable, TaskItem> openWriter(TaskAttemptContext context) {
    TaskAttemptID id = context.getTaskAttemptID();
    TaskWriter opened = run.writer(task(id), attempt(id));
    AttemptEnd ofThisAttempt = run.tracker().attemptEnd();
    writer = opened;
    end = ofThisAttempt;
    return new RecordWriter<>() {
      @Override
      public void write(NullWritable none, TaskItem item) throws IOException {
        try {
          opened.accept(item);
        } catch (IOException | RuntimeException | Error e) {
          // The local runner calls no abortTask.
          discardAfter(e, opened, ofThisAttempt);
          throw e; // To the mapper, which converts it to a TaskFailure.
        }
      }

      /** This does not mean success: {@code commitTask} or {@code abortTask} follows. */
      @Override
      public void close(TaskAttemptContext closing) {}
    };
  }

  @Override
  public void setupJob(JobContext context) {}

  @Override
  public void setupTask(TaskAttemptContext context) {}

  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) {
    return writer != null;
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    if (writer == null || end == null) {
      throw new IllegalStateException("Task " + context.getTaskAttemptID() + " has no writer");
    }
    long begin = System.nanoTime();
    Manifest manifest;
    try {
      manifest = writer.finish();
    } catch (IOException | RuntimeException | Error e) {
      discardAfter(e, writer, end);
      throw TaskFailure.of(context, "while its files were closed", e);
    }
    try {
      end.put(manifest);
    } catch (IOException | RuntimeException e) {
      throw TaskFailure.of(context, "while its manifest was put", e);
    }
    LOG.info(
        "Task committed: run={} task={} attempt={} files={} pieces={} millis={}",
        manifest.runId(),
        manifest.task(),
        manifest.attempt(),
        manifest.files().size(),
        manifest.pieces().size(),
        (System.nanoTime() - begin) / 1_000_000);
  }

  /** Also called in the Application Master, where there is no writer and nothing is deleted. */
  @Override
  public void abortTask(TaskAttemptContext context) {
    if (writer != null && end != null) {
      discardAfter(
          new IOException("attempt " + context.getTaskAttemptID() + " was aborted"), writer, end);
    }
  }

  private static void discardAfter(Throwable failure, TaskWriter writer, AttemptEnd end) {
    try {
      writer.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
    end.discardAfter(failure, writer.stagedDirectories());
  }

  /**
   * Commits and publishes.
   *
   * @throws IOException if this run's entry does not stand in the ledger, or is not published yet;
   *     the client finds out which and goes on from there
   */
  @Override
  public void commitJob(JobContext context) throws IOException {
    RunOutcome outcome;
    try {
      outcome = run.commit().commit();
    } catch (IOException | RuntimeException e) {
      throw TaskFailure.inCommit("commit run " + run.runId(), e);
    }
    LOG.info("Job committed: run={} outcome={}", run.runId(), outcome.getClass().getSimpleName());
  }

  @Override
  public void abortJob(JobContext context, JobStatus.State state) {
    LOG.info("Job aborted, nothing is deleted: run={} state={}", run.runId(), state);
  }

  /** A second Application Master may compute another entry; the ledger contains the first one. */
  @Override
  public boolean isCommitJobRepeatable(JobContext context) {
    return true;
  }

  @Override
  public boolean isRecoverySupported(JobContext context) {
    return true;
  }

  /**
   * An attempt of an earlier Application Master counts if its manifest exists.
   *
   * @throws IOException if it does not; the task then runs again
   */
  @Override
  public void recoverTask(TaskAttemptContext context) throws IOException {
    TaskAttemptID id = context.getTaskAttemptID();
    boolean isCommitted;
    try {
      isCommitted = run.commit().isCommitted(task(id), attempt(id));
    } catch (IOException | RuntimeException e) {
      throw TaskFailure.inCommit("recover task " + task(id), e);
    }
    if (!isCommitted) {
      throw new IOException(
          "Cannot recover task %d of run %s: attempt %s has no manifest. It runs again."
              .formatted(task(id), run.runId(), attempt(id)));
    }
  }

  private static int task(TaskAttemptID id) {
    return id.getTaskID().getId();
  }

  /**
   * Attempts of a second Application Master are numbered from 1000, so the number is unique within
   * the task.
   */
  private static String attempt(TaskAttemptID id) {
    return Integer.toString(id.getId());
  }
}
