package io.sluice.job.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.begin.Remark;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Warnings of directories reach the remarks of a plan, and keep nothing from landing. */
class DirectoryWarningsTest {
  private final PlanningWorld world = new PlanningWorld();

  @Test
  void aDirectoryThatAnotherUserHasMadeIsReportedAndItsTopicLands() throws IOException {
    world.kafka.create("orders", 1).append("orders", 0, 10, 100);
    world.directories.answers.put(
        "orders", new TopicDirectories.Usable(List.of("It was made by another user.")));

    Planned planned = world.planned();

    assertEquals(List.of("orders"), PlanningWorld.readTopics(planned.plan()));
    assertEquals(
        List.of(new Remark(Remark.Kind.WARNING, "orders", "It was made by another user.")),
        planned.planSummary().remarks());
  }
}
