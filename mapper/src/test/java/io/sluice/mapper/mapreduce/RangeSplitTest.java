package io.sluice.mapper.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.records.TopicStart;
import io.sluice.records.TopicStart.Errors;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.ErrorBudget;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RangeSplitTest {
  @Test
  void comesBackFromItsBinaryFormWithASchemaOfAnyLength() throws IOException {
    String longSchema = "\"" + "x".repeat(100_000) + "\"";
    TopicStart work =
        new TopicStart(
            "clicks",
            "id",
            longSchema,
            "/data/clicks",
            "/data/.quarantine/clicks",
            Errors.ACCEPTED,
            List.of(
                new Piece(new OffsetRange(new KafkaPartition("clicks", 3), 7, 9), 4, 2),
                new Piece(new OffsetRange(new KafkaPartition("clicks", 5), 0, 1), -1, 2)));
    RangeSplit split = new RangeSplit(12, 345, List.of(work));

    DataOutputBuffer out = new DataOutputBuffer();
    split.write(out);
    DataInputBuffer in = new DataInputBuffer();
    in.reset(out.getData(), out.getLength());
    RangeSplit read = new RangeSplit();
    read.readFields(in);

    assertEquals(12, read.task());
    assertEquals(345, read.getLength());
    assertEquals(List.of(work), read.topics());
  }

  @ParameterizedTest
  @EnumSource
  void aTaskKnowsWhetherThePlanAcceptsTheErrorsOfATopic(Errors errors) {
    ErrorBudget budget =
        switch (errors) {
          case JUDGED -> new ErrorBudget(100, 1);
          case ACCEPTED -> ErrorBudget.ACCEPTED;
        };

    assertEquals(errors, PlanSplits.of(plan(budget)).get(0).topics().get(0).errors());
  }

  private static Plan plan(ErrorBudget budget) {
    OffsetRange range = new OffsetRange(new KafkaPartition("clicks", 3), 7, 9);
    PlannedRange planned = new PlannedRange(3, 7, 7, 9, 9, -1, 0, 0, List.of());
    return new Plan(
        "app",
        "ledger",
        "run",
        1,
        "",
        "cluster",
        "file:///",
        0,
        Plan.OnFailure.PARTIAL,
        List.of(
            new PlannedTopic(
                "clicks", "id", "/data", "/bad", "{}", "", Map.of(), budget, List.of(planned))),
        List.of(new PlannedTask(0, 1, List.of(new Piece(range, -1, 0)))),
        List.of(),
        List.of(),
        TopicPatterns.NONE,
        List.of());
  }
}
