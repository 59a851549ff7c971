package io.sluice.job.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
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

  @Test
  void anAttemptHasNoTwinWhateverIsTheDefaultOfMapReduce() {
    Configuration defaults = new JobConf();

    JobSubmission.planAttempts(defaults);

    assertFalse(defaults.getBoolean("mapreduce.map.speculative", true));
  }

  @Test
  void attemptsAreEnoughToIsolateARecordThatEndsTheProcess() {
    conf.setInt("mapreduce.map.maxattempts", 1);

    JobSubmission.planAttempts(conf);

    assertEquals(4, conf.getInt("mapreduce.map.maxattempts", 0));
  }
}
