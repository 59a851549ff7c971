package io.sluice.job.config;

/** The execution mode of a run. */
public enum ExecutionMode {
  /** On YARN, landing in HDFS. */
  CLUSTER,
  /** {@code --local}: in this process, and local directories are allowed. */
  LOCAL
}
