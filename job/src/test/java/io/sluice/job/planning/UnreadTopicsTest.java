package io.sluice.job.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.begin.Remark;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.TopicPatterns;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics that a plan does not read still count as lag, and it is said whether time will help. */
class UnreadTopicsTest {
  private final PlanningWorld world = new PlanningWorld();

  @Test
  void aTopicWhoseSchemaNobodyGivesNowIsLeftOutAndItsLagCounts() throws IOException {
    world.kafka.create("clicks", 2).append("clicks", 0, 400, 4000).append("clicks", 1, 200, 2000);
    world.schemas.answers.put("clicks", new LandingSchemas.NotNow("No answer."));

    Planned planned = world.planned();

    assertEquals(600, planned.planSummary().lag());
    assertEquals(List.of(Remark.Kind.LEFT_OUT), kinds(planned));
    assertFalse(planned.planSummary().remarks().get(0).needsChange());
  }

  @Test
  void aTopicWhoseSchemaIsRefusedIsLeftOutAndNeedsAChange() throws IOException {
    world.kafka.create("clicks", 1).append("clicks", 0, 600, 6000);
    world.kafka.create("orders", 1).append("orders", 0, 10, 100);
    world.schemas.answers.put("clicks", new LandingSchemas.Blocked("Status 403."));

    Planned planned = world.planned();

    assertEquals(610, planned.planSummary().lag());
    assertEquals(List.of("orders"), PlanningWorld.readTopics(planned.plan()));
    assertEquals(List.of(), planned.plan().held());
    assertTrue(planned.planSummary().remarks().get(0).needsChange());
  }

  @Test
  void theLagOfAHeldTopicCounts() throws IOException {
    world.kafka.create("clicks", 1).append("clicks", 0, 600, 6000);
    world.schemas.answers.put("clicks", new LandingSchemas.Unfit("No such subject."));

    assertEquals(600, world.planned().planSummary().lag());
  }

  @Test
  void theLagOfAHeldKafkaPartitionCounts() throws IOException {
    world.kafka.create("clicks", 1).append("clicks", 0, 100, 1000);
    world.run();
    world.kafka.append("clicks", 0, 50, 500);
    world.hold("clicks", 0, Hold.Cause.TRUNCATED, 0);

    assertEquals(50, world.planned().planSummary().lag());
  }

  @Test
  void theLagOfATopicThatWasCreatedAgainCounts() throws IOException {
    world.kafka.create("clicks", 1).append("clicks", 0, 100, 1000);
    world.run();
    world.kafka.delete("clicks").create("clicks", 1).append("clicks", 0, 30, 300);

    assertEquals(30, world.planned().planSummary().lag());
  }

  @Test
  void aPatternThatMatchesNothingNeedsAChange() throws IOException {
    world.kafka.create("clicks", 1).create("orders", 1);
    world.patterns = new TopicPatterns(List.of(), "oders.*", "");

    Remark remark = world.planned().planSummary().remarks().get(0);

    assertTrue(remark.needsChange());
    assertEquals(
        "Cannot read topics.regex=oders.*: it matches none of 2 topics that this user may see."
            + " Correct the pattern, or grant Describe on the topics.",
        remark.message());
  }

  @Test
  void aPatternWhoseTopicsAreAllExcludedNeedsAChange() throws IOException {
    world.kafka.create("clicks", 1).create("orders", 1);
    world.patterns = new TopicPatterns(List.of(), "c.*", "cl.*");

    assertEquals(
        "Cannot read topics.regex=c.*: topics.exclude.regex=cl.* excludes each of the 1 topics that"
            + " match it. Correct the pattern, or grant Describe on the topics.",
        world.planned().planSummary().remarks().get(0).message());
  }

  @Test
  void aTopicWhoseNameWasChosenForThePatternIsLeftOutByNameAndTheOthersLand() throws IOException {
    String chosen = "x".repeat(240);
    world.kafka.create(chosen, 1).append(chosen, 0, 10, 100);
    world.kafka.create("xxy", 1).append("xxy", 0, 10, 100);
    world.patterns = new TopicPatterns(List.of(), "(x+x+)+y", "");

    Planned planned = world.planned();

    assertEquals(List.of("xxy"), PlanningWorld.readTopics(planned.plan()));
    assertEquals(List.of(Remark.Kind.BLOCKED), kinds(planned));
    assertEquals(
        "Cannot read topic "
            + chosen
            + ": topics.regex=(x+x+)+y takes more than 200,000 steps with that name. Write the pattern"
            + " without a repetition within a repetition, such as (a+)+, or list the names"
            + " instead.",
        planned.planSummary().remarks().get(0).message());
  }

  @Test
  void aTopicOfWhichNobodyCanSayThatItIsExcludedIsLeftOutToo() throws IOException {
    String chosen = "x".repeat(240);
    world.kafka.create(chosen, 1).append(chosen, 0, 10, 100);
    world.kafka.create("orders", 1).append("orders", 0, 10, 100);
    world.patterns = new TopicPatterns(List.of(), ".*", "(x+x+)+y");

    Planned planned = world.planned();

    assertEquals(List.of("orders"), PlanningWorld.readTopics(planned.plan()));
    assertTrue(planned.planSummary().remarks().get(0).message().contains("topics.exclude.regex"));
  }

  @Test
  void aTopicWhoseSettingsCannotBeChosenIsLeftOutAndTheOthersLand() throws IOException {
    world.kafka.create("clicks", 1).append("clicks", 0, 10, 100);
    world.kafka.create("orders", 1).append("orders", 0, 10, 100);
    world.undecided = "clicks";

    Planned planned = world.planned();

    assertEquals(List.of("orders"), PlanningWorld.readTopics(planned.plan()));
    assertEquals(
        List.of("Cannot read topic clicks: Cannot find out which settings are for it."),
        planned.planSummary().remarks().stream().map(Remark::message).toList());
  }

  private static List<Remark.Kind> kinds(Planned planned) {
    return planned.planSummary().remarks().stream().map(Remark::kind).toList();
  }
}
