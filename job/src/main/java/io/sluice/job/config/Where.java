package io.sluice.job.config;

/** Where a run does its work. */
public enum Where {
  /** On YARN, landing in HDFS. */
  CLUSTER,
  /** {@code --local}: in this process, and local directories are allowed. */
  LOCAL
}
