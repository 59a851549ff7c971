package io.sluice.job.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.run.Plan;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobPriority;
import org.apache.hadoop.mapreduce.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveJobsTest {
  private static final Plan PLAN =
      new Plan(
          "orders",
          "ledger",
          "20261121T110333Z-k3x9qa",
          0,
          "",
          "cluster",
          "hdfs://nn",
          0,
          Plan.OnFailure.PARTIAL,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          TopicPatterns.NONE,
          List.of());

  private static JobStatus job(String user, String name) {
    return new JobStatus(
        new JobID("1795259013000", 1),
        0,
        0,
        0,
        0,
        JobStatus.State.RUNNING,
        JobPriority.NORMAL,
        user,
        name,
        "job.xml",
        "http://am");
  }

  @Test
  void theJobThatTheRunHasSubmittedIsBelieved() {
    assertTrue(LiveJobs.isOf(PLAN, "etl", job("etl", "sluice orders 20261121T110333Z-k3x9qa")));
  }

  @Test
  void aJobOfAnotherUserIsNotWaitedFor() {
    assertFalse(
        LiveJobs.isOf(PLAN, "etl", job("mallory", "sluice orders 20261121T110333Z-k3x9qa")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluice orders 20261121T110333Z-others",
        "sluice clicks 20261121T110333Z-k3x9qa",
        "distcp",
        ""
      })
  void aJobOfAnotherRunOrNameIsNotWaitedFor(String name) {
    assertFalse(LiveJobs.isOf(PLAN, "etl", job("etl", name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/x",
        "../..",
        "job_",
        "job_1",
        "job_1_x",
        "job_1_99999999999999999999",
        "application_1_1",
        "job_1_1\n",
        "a\0b"
      })
  void aTextThatIsNoIdOfAJobIsNone(String text) {
    assertEquals(Optional.empty(), LiveJobs.id(text));
  }

  @Test
  void anIdIsRead() {
    assertEquals(
        Optional.of("job_1795259013000_0001"),
        LiveJobs.id("job_1795259013000_0001").map(JobID::toString));
  }
}
