package io.sluice.writers.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The memory that open Parquet files share. A row group is held in memory until it is written: when
 * all together hold too much, the one that holds most writes its own. So few open files have large
 * row groups, and many have small ones.
 */
public final class ParquetMemory {
  private final long budget;
  private final long rowGroup;
  private final List<ParquetFile> open = new ArrayList<>();
  private long held;

  /**
   * A budget.
   *
   * @param budget bytes that all files together may hold
   * @param rowGroup bytes that one file may hold
   */
  public ParquetMemory(long budget, long rowGroup) {
    this.budget = budget;
    this.rowGroup = Math.min(rowGroup, budget);
  }

  void join(ParquetFile file) {
    open.add(file);
    held += file.held();
  }

  void leave(ParquetFile file) {
    if (open.remove(file)) {
      held -= file.held();
    }
  }

  /** Bytes that all files together hold, by their own estimate. */
  long held() {
    return held;
  }

  /** A file holds more, or less. */
  void changed(ParquetFile file, long before) throws IOException {
    held += file.held() - before;
    if (file.held() > rowGroup) {
      measure(file);
      if (file.held() > rowGroup) {
        relieve(file);
      }
    }
    while (held > budget) {
      ParquetFile fattest =
          open.stream().max(Comparator.comparingLong(ParquetFile::held)).orElse(file);
      long estimated = fattest.held();
      measure(fattest);
      // What a file took in raw since it was last measured is mostly far less in columns.
      if (fattest.held() * 2 > estimated && held > budget) {
        relieve(fattest);
      }
    }
  }

  private void measure(ParquetFile file) {
    long before = file.held();
    file.measure();
    held += file.held() - before;
  }

  private void relieve(ParquetFile file) throws IOException {
    long before = file.held();
    file.writeRowGroup();
    held += file.held() - before;
  }
}
