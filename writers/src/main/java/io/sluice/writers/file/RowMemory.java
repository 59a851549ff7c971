package io.sluice.writers.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The memory that open files share. A file holds rows, such as a row group of Parquet, until it
 * writes them: when all together hold too much, the one that holds most writes what it holds. So
 * few open files have large row groups, and many have small ones.
 */
public final class RowMemory {
  private final long budget;
  private final long perFile;
  private final List<Holder> open = new ArrayList<>();
  private long held;

  /** A file that holds rows in memory. */
  public interface Holder {
    /** Bytes of memory, by an estimate. */
    long held();

    /** Makes the estimate exact. */
    void measure();

    /** Writes the rows that are held, and frees their memory. */
    void writeHeld() throws IOException;
  }

  /**
   * A budget.
   *
   * @param budget bytes that all files together may hold
   * @param perFile bytes that one file may hold
   */
  public RowMemory(long budget, long perFile) {
    this.budget = budget;
    this.perFile = Math.min(perFile, budget);
  }

  public void join(Holder file) {
    open.add(file);
    held += file.held();
  }

  public void leave(Holder file) {
    if (open.remove(file)) {
      held -= file.held();
    }
  }

  /** Bytes that all files together hold, by their own estimate. */
  public long held() {
    return held;
  }

  /** A file holds more, or less. */
  public void changed(Holder file, long before) throws IOException {
    held += file.held() - before;
    if (file.held() > perFile) {
      measure(file);
      if (file.held() > perFile) {
        relieve(file);
      }
    }
    while (held > budget) {
      Holder fattest = open.stream().max(Comparator.comparingLong(Holder::held)).orElse(file);
      long estimated = fattest.held();
      measure(fattest);
      // What a file took in raw since it was last measured is mostly far less in columns.
      if (fattest.held() * 2 > estimated && held > budget) {
        relieve(fattest);
      }
    }
  }

  private void measure(Holder file) {
    long before = file.held();
    file.measure();
    held += file.held() - before;
  }

  private void relieve(Holder file) throws IOException {
    long before = file.held();
    file.writeHeld();
    held += file.held() - before;
  }
}
