package io.sluice.writers.file;

/** A codec of a file format. */
public interface FileCodec {
  /**
   * Opens what the files of a task that have this codec share.
   *
   * @param memory that all open files of the task share
   */
  RecordFiles open(RowMemory memory);
}
