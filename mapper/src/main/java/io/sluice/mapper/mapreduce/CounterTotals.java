package io.sluice.mapper.mapreduce;

import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;

/**
 * Counts in plain fields and reports to MapReduce from time to time, because MapReduce's counters
 * are slow: they are looked up by name, and locked.
 */
final class CounterTotals {
  private static final int REPORT_EVERY = 4096;

  private final TaskInputOutputContext<?, ?, ?, ?> context;
  private final EnumMap<TaskCounter, Long> rare = new EnumMap<>(TaskCounter.class);
  private long records;
  private long bytes;

  CounterTotals(TaskInputOutputContext<?, ?, ?, ?> context) {
    this.context = context;
  }

  void record(long valueBytes) {
    records++;
    bytes += valueBytes;
    if (records >= REPORT_EVERY) {
      report();
    }
  }

  void count(TaskCounter counter) {
    rare.merge(counter, 1L, Long::sum);
  }

  void report() {
    context.getCounter(TaskCounter.RECORDS).increment(records);
    context.getCounter(TaskCounter.BYTES).increment(bytes);
    records = 0;
    bytes = 0;
    for (Map.Entry<TaskCounter, Long> count : rare.entrySet()) {
      context.getCounter(count.getKey()).increment(count.getValue());
    }
    rare.clear();
  }
}
