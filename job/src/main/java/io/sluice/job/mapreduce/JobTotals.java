package io.sluice.job.mapreduce;

import io.sluice.mapper.mapreduce.TaskCounter;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;

/**
 * Records and bytes that a job has read so far, by its counters. For display only; the ledger
 * contains the exact numbers.
 *
 * @param bytes of values
 */
record JobTotals(long records, long bytes) {
  private static final JobTotals UNKNOWN = new JobTotals(0, 0);

  static JobTotals of(Job job) throws IOException {
    Counters counters = job.getCounters();
    if (counters == null) {
      return UNKNOWN; // the Application Master has gone
    }
    return new JobTotals(
        counters.findCounter(TaskCounter.RECORDS).getValue(),
        counters.findCounter(TaskCounter.BYTES).getValue());
  }
}
