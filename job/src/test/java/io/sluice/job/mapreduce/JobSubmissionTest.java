package io.sluice.job.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sluice.mapper.mapreduce.RangeInputFormat;
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
  void tasksThatRunInOneProcessShareItsHeap() {
    JobSubmission.shareHeap(conf, 100, 4, 8L << 30);

    assertEquals(4, conf.getInt("mapreduce.local.map.tasks.maximum", 0));
    assertEquals(Runtime.getRuntime().maxMemory() / 4, RangeInputFormat.heapBytes(conf));
  }

  @Test
  void aTaskThatRunsAloneInItsProcessHasTheWholeHeap() {
    JobSubmission.shareHeap(conf, 1, 4, 8L << 30);

    assertEquals(1, conf.getInt("mapreduce.local.map.tasks.maximum", 0));
    assertEquals(Runtime.getRuntime().maxMemory(), RangeInputFormat.heapBytes(conf));
  }

  @Test
  void noMoreTasksShareAHeapThanItHasRoomForUnlessTheUserSaysSo() {
    JobSubmission.shareHeap(conf, 100, 4, 600L << 20);
    assertEquals(2, conf.getInt("mapreduce.local.map.tasks.maximum", 0));

    conf.setInt("mapreduce.local.map.tasks.maximum", 3);
    JobSubmission.shareHeap(conf, 100, 4, 600L << 20);

    assertEquals(3, conf.getInt("mapreduce.local.map.tasks.maximum", 0));
    assertEquals(Runtime.getRuntime().maxMemory() / 3, RangeInputFormat.heapBytes(conf));
  }

  @Test
  void attemptsAreEnoughToIsolateARecordThatEndsTheProcess() {
    conf.setInt("mapreduce.map.maxattempts", 1);

    JobSubmission.planAttempts(conf);

    assertEquals(4, conf.getInt("mapreduce.map.maxattempts", 0));
  }
}
