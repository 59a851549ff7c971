package io.sluice.mapper.mapreduce;

import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.mapper.kafka.RangeReader;
import io.sluice.mapper.kafka.RangeReaders;
import io.sluice.mapper.limit.ReadLimits;
import io.sluice.mapper.limit.ReaderOptions;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.ReadItem;
import java.io.IOException;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.jspecify.annotations.Nullable;

/** Adapts a range reader to MapReduce; it returns the same object for each item. */
final class RangeRecordReader extends RecordReader<NullWritable, ReadItem> {
  /** The attempts of a second Application Master are numbered from here. */
  private static final int ATTEMPTS_OF_ONE = 1000;

  private @Nullable RangeReader reader;
  private @Nullable EarlierAttempts attempts;

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
    try {
      open(split, context);
    } catch (IOException | RuntimeException | Error e) {
      throw TaskFailure.of(context, "before its first topic", e);
    }
  }

  private void open(InputSplit split, TaskAttemptContext context) throws IOException {
    RangeSplit ranges = (RangeSplit) split;
    int task = context.getTaskAttemptID().getTaskID().getId();
    if (task != ranges.task()) {
      // The manifest of an attempt is found by MapReduce's number, its pieces by the plan's.
      throw new IllegalStateException(
          "Task " + task + " was given the work of task " + ranges.task() + " of the plan");
    }
    Configuration conf = context.getConfiguration();
    Settings settings = JobSettings.unpack(context);
    Problems problems = new Problems();
    KafkaOptions kafka = KafkaOptions.read(settings, problems);
    ReaderOptions options = ReaderOptions.read(settings, problems);
    problems.throwIfAny();
    String ingestion = conf.get(RangeInputFormat.INGESTION, "");
    reader =
        RangeReaders.open(
            kafka.consumerOf(ingestion),
            kafka.adminOf(ingestion),
            ranges.topics(),
            new ReadLimits(
                    RangeInputFormat.deadline(conf),
                    ReadLimits.UNLIMITED,
                    RangeInputFormat.bytesPerSecond(conf),
                    options.stallTimeout())
                .within(RangeInputFormat.heapBytes(conf)),
            Clock.systemUTC(),
            context::progress,
            attempts(context, ranges));
  }

  private RangeReader.Attempts attempts(TaskAttemptContext context, RangeSplit ranges)
      throws IOException {
    if (context.getTaskAttemptID().getId() % ATTEMPTS_OF_ONE == 0) {
      return RangeReader.Attempts.NONE;
    }
    EarlierAttempts noted =
        EarlierAttempts.read(RangeInputFormat.positions(context), ranges.topics());
    attempts = noted;
    return noted;
  }

  private RangeReader opened() {
    if (reader == null) {
      throw new IllegalStateException("The record reader was not initialized");
    }
    return reader;
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    return opened().advance();
  }

  @Override
  public NullWritable getCurrentKey() {
    return NullWritable.get();
  }

  @Override
  public ReadItem getCurrentValue() {
    return opened().item();
  }

  @Override
  public float getProgress() {
    return opened().progress();
  }

  @Override
  public void close() {
    if (attempts != null) {
      attempts.end();
    }
    if (reader != null) {
      reader.close();
    }
  }
}
