package io.sluice.job.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.run.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic whose configuration would split its directory. */
class ChangedLayoutTest {
  private final PlanningWorld world = new PlanningWorld();

  @BeforeEach
  void landed() throws IOException {
    world.kafka.create("clicks", 1).append("clicks", 0, 10, 100);
    world.run();
    world.kafka.append("clicks", 0, 5, 50);
  }

  @Test
  void anotherFormatHoldsTheTopic() throws IOException {
    world.schemas.format = "parquet";

    Plan plan = world.plan();

    assertEquals(List.of(), plan.tasks());
    Hold held = plan.held().get(0);
    assertEquals("clicks/layout", held.id());
    assertEquals(
        "Cannot land topic clicks: its directory holds files of another layout, and readers would"
            + " see only a part of it: format was avro and is parquet. Set it back, or accept the"
            + " change: holds --release clicks/layout --as accept-change --reason TEXT --execute",
        held.message());
  }

  @Test
  void whatIsSetBackEndsTheHoldByItself() throws IOException {
    world.schemas.format = "parquet";
    world.run();
    world.schemas.format = "avro";

    Plan plan = world.plan();

    assertEquals(List.of(), plan.held());
    assertEquals(List.of("clicks"), PlanningWorld.readTopics(plan));
  }

  @Test
  void theHoldStaysWhileNothingIsNew() throws IOException {
    world.run();
    world.kafka.append("clicks", 0, 1, 1);
    world.schemas.format = "parquet";
    world.run();

    assertEquals("clicks/layout", world.plan().held().get(0).id());
  }

  @Test
  void thePlanCarriesTheLayoutIntoTheLedger() throws IOException {
    world.run();

    assertEquals(
        Map.of("format", "avro"), world.base.state().topic("clicks").orElseThrow().layout());
  }

  @Test
  void aNewTopicMayLandInAnyFormat() throws IOException {
    world.schemas.format = "parquet";
    world.kafka.create("orders", 1).append("orders", 0, 10, 100);

    assertTrue(PlanningWorld.readTopics(world.plan()).contains("orders"));
  }
}
