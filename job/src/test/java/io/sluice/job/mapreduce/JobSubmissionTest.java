package io.sluice.job.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class JobSubmissionTest {
  private final Configuration conf = new Configuration(false);

  @Test
  void theJavaOfATaskDoesNotEndByItselfWhereARecordDoesNotFitIntoItsMemory() {
    conf.set("mapreduce.map.java.opts", "-Xmx1g -XX:+ExitOnOutOfMemoryError");

    assertEquals(
        "-Xmx1g -XX:+ExitOnOutOfMemoryError -XX:-ExitOnOutOfMemoryError -XX:-CrashOnOutOfMemoryError",
        JobSubmission.surviving(conf));
  }

  @Test
  void theOptionsOfAllTasksHoldWhereMapsHaveNoneOfTheirOwn() {
    conf.set("mapred.child.java.opts", "-Dx=y");

    assertEquals(
        "-Dx=y -XX:-ExitOnOutOfMemoryError -XX:-CrashOnOutOfMemoryError",
        JobSubmission.surviving(conf));
  }
}
