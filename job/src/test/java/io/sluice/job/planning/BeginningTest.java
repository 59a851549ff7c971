package io.sluice.job.planning;

import static io.sluice.job.planning.PlanningWorld.find;
import static io.sluice.job.planning.PlanningWorld.range;
import static io.sluice.job.planning.PlanningWorld.readTopics;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.config.StartingOffsets;
import io.sluice.job.planning.begin.Remark;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.run.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests of the start offsets of topics and Kafka partitions that the ledger does not know. */
class BeginningTest {
  private final PlanningWorld world = new PlanningWorld();

  @Test
  void idsAreAskedBeforeBoundsAndBoundsBeforeSchemas() throws Exception {
    world.kafka.create("orders", 1).append("orders", 0, 5, 500);

    world.plan();

    assertEquals(
        List.of(
            "clusterId",
            "topicNames",
            "topics",
            "offsets EARLIEST",
            "offsets LOG_END",
            "offsets LAST_STABLE"),
        world.kafka.questions().subList(0, 6));
    assertEquals(List.of("orders"), world.schemas.asked);
  }

  @Test
  void aNewTopicBeginsWithTheOldestRecordThereIs() throws Exception {
    world.kafka.create("orders", 1).append("orders", 0, 10, 1_000).expire("orders", 0, 4);

    Plan plan = world.plan();

    assertEquals(4, range(plan, "orders", 0).before());
    assertEquals(4, range(plan, "orders", 0).start());
    assertEquals(10, range(plan, "orders", 0).end());
    assertEquals(List.of(), plan.losses());
  }

  @Test
  void latestIsKeptAsAnOffsetFromTheFirstRunOn() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world.kafka.create("orders", 1).append("orders", 0, 10, 1_000);

    Plan first = world.run();
    world.kafka.append("orders", 0, 5, 500);
    Plan second = world.run();

    assertEquals(List.of(), first.tasks());
    assertEquals(10, range(first, "orders", 0).end());
    assertEquals(10, range(second, "orders", 0).start());
    assertEquals(15, range(second, "orders", 0).end());
  }

  @Test
  void latestIsKeptThoughTheTopicCannotLandInTheFirstRun() throws Exception {
    world.patterns = new TopicPatterns(List.of("views", "taps"), "", "");
    world
        .kafka
        .create("views", 1)
        .append("views", 0, 10, 1_000)
        .create("taps", 1)
        .append("taps", 0, 10, 1_000);
    world.startingOffsets = new StartingOffsets.At(Instant.ofEpochMilli(0));
    world.schemas.answers.put("views", new LandingSchemas.NotNow("the registry is down"));
    world.schemas.answers.put("taps", new LandingSchemas.Unfit("no subject"));

    Plan first = world.run();
    world.startingOffsets = new StartingOffsets.Latest();
    world.kafka.append("views", 0, 5, 500).append("taps", 0, 5, 500);
    world.schemas.answers.clear();
    Plan second = world.run();

    assertEquals(List.of(), readTopics(first));
    assertEquals(0, range(second, "views", 0).start());
    assertEquals(15, range(second, "views", 0).end());
    assertEquals(0, range(second, "taps", 0).start());
    assertEquals(15, range(second, "taps", 0).end());
  }

  @Test
  void latestIsKeptWhereOnlyThePlanOfTheFirstRunIsLeft() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world.kafka.create("orders", 2).append("orders", 0, 10, 1_000).append("orders", 1, 3, 300);
    Plan first = world.plan();
    world.kafka.append("orders", 0, 5, 500).append("orders", 1, 4, 400).takeLeader("orders", 1);

    world.base = world.base.begunBy(List.of(first));
    Plan second = world.plan();

    assertEquals(10, range(second, "orders", 0).start());
    assertEquals(15, range(second, "orders", 0).end());
    assertEquals(3, range(second, "orders", 1).end(), "in the plan, though it has no leader");

    world.land(second);
    world.kafka.giveLeader("orders", 1);
    assertEquals(3, range(world.plan(), "orders", 1).start());
  }

  @Test
  void aTimestampBeginsAtTheFirstRecordSince() throws Exception {
    world.startingOffsets = new StartingOffsets.At(Instant.ofEpochMilli(2_000));
    world
        .kafka
        .create("orders", 2)
        .append("orders", 0, 10, 1_000, 1_000)
        .append("orders", 0, 10, 1_000, 2_000)
        .append("orders", 1, 7, 700, 1_000);

    Plan plan = world.plan();

    assertEquals(10, range(plan, "orders", 0).start());
    assertEquals(7, range(plan, "orders", 1).start(), "none since: the end");
  }

  @Test
  void aKafkaPartitionThatAppearsIsReadFromItsBeginning() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world.kafka.create("orders", 1).append("orders", 0, 10, 1_000);
    world.run();
    world.kafka.grow("orders", 2).append("orders", 1, 3, 300);

    Plan plan = world.plan();

    assertEquals(0, range(plan, "orders", 1).start());
    assertEquals(3, range(plan, "orders", 1).end());
  }

  @Test
  void aMatchingTopicThatIsBornLaterIsReadFromItsBeginning() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world.kafka.create("orders", 1);
    world.run();
    world.kafka.create("clicks", 1).append("clicks", 0, 3, 300);

    assertEquals(0, range(world.plan(), "clicks", 0).start());
  }

  @Test
  void aTopicThatIsNewInTheConfigurationBeginsAsItSays() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world.patterns = new TopicPatterns(List.of("orders"), "", "");
    world.kafka.create("orders", 1).create("clicks", 1).append("clicks", 0, 3, 300);
    world.run();
    world.patterns = new TopicPatterns(List.of("orders", "clicks"), "", "");

    assertEquals(3, range(world.plan(), "clicks", 0).start());
  }

  @Test
  void aNamedTopicThatDidNotExistIsReportedAndThenReadFromItsBeginning() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world.patterns = new TopicPatterns(List.of("orders", "clicks"), "", "");
    world.kafka.create("orders", 1).append("orders", 0, 3, 300);
    PlanOutcome.Planned first = world.planned();
    world.land(first.plan());
    world.kafka.create("clicks", 1).append("clicks", 0, 3, 300);

    assertTrue(first.planSummary().leavesSomethingOut());
    assertEquals(
        List.of(Remark.Kind.MISSING),
        first.planSummary().remarks().stream()
            .filter(each -> each.topic().equals("clicks"))
            .map(Remark::kind)
            .toList());
    assertEquals(0, range(world.plan(), "clicks", 0).start());
  }

  @Test
  void aNewTopicThatCannotBeDescribedBeginsAsConfiguredOnceItCan() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world.kafka.create("orders", 1).append("orders", 0, 3, 300).forbid("orders");
    Plan first = world.run();
    world.kafka.allow("orders").append("orders", 0, 3, 300);

    assertEquals(List.of("orders"), first.leftOut().stream().map(Plan.LeftOut::topic).toList());
    assertEquals(6, range(world.plan(), "orders", 0).start());
  }

  @Test
  void aTopicBornLaterThatCannotBeDescribedIsStillReadFromItsBeginning() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world.kafka.create("orders", 1);
    world.run();
    world.kafka.create("clicks", 1).append("clicks", 0, 3, 300).forbid("clicks");
    Plan second = world.run();
    world.kafka.allow("clicks");

    assertEquals(List.of(), second.leftOut());
    assertEquals(0, range(world.plan(), "clicks", 0).start());
  }

  @Test
  void latestWaitsUntilEachKafkaPartitionHasALeader() throws Exception {
    world.startingOffsets = new StartingOffsets.Latest();
    world
        .kafka
        .create("orders", 2)
        .append("orders", 0, 3, 300)
        .append("orders", 1, 3, 300)
        .takeLeader("orders", 1);
    Plan first = world.run();
    world.kafka.giveLeader("orders", 1);

    Plan second = world.plan();

    assertEquals(Optional.empty(), find(first, "orders", 0));
    assertEquals(3, range(second, "orders", 0).start());
    assertEquals(3, range(second, "orders", 1).start());
  }

  @Test
  void internalTopicsMatchNoPatternButMayBeNamed() throws Exception {
    world
        .kafka
        .create("__consumer_offsets", 1)
        .append("__consumer_offsets", 0, 3, 300)
        .create("_schemas", 1)
        .append("_schemas", 0, 3, 300)
        .create("orders", 1)
        .append("orders", 0, 3, 300);

    Plan byPattern = world.plan();
    world.patterns = new TopicPatterns(List.of("_schemas"), "", "");
    Plan byName = world.plan();

    assertEquals(List.of("orders"), readTopics(byPattern));
    assertEquals(List.of("_schemas"), readTopics(byName));
  }

  @Test
  void whatIsExcludedIsNotRead() throws Exception {
    world.patterns = new TopicPatterns(List.of(), "o.*", "old.*");
    world.kafka.create("orders", 1).append("orders", 0, 3, 300);
    world.kafka.create("old-orders", 1).append("old-orders", 0, 3, 300);

    assertEquals(List.of("orders"), readTopics(world.plan()));
  }

  @Test
  void namesAloneAreNotLookedForAmongAllTopics() throws Exception {
    world.patterns = new TopicPatterns(List.of("orders"), "", "");
    world.kafka.create("orders", 1);

    world.plan();

    assertFalse(world.kafka.questions().contains("topicNames"));
  }
}
