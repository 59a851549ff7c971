package io.sluice.job.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.job.kafka.KafkaRelease;
import io.sluice.job.planning.PlanOutcome.Refusal;
import io.sluice.job.planning.PlanOutcome.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldBrokersTest {
  private final PlanningWorld world = new PlanningWorld();

  @BeforeEach
  void aTopic() {
    world.kafka.create("orders", 1).append("orders", 0, 10, 100);
  }

  private String refused() throws Exception {
    Refused refused = assertInstanceOf(Refused.class, world.outcome());
    assertEquals(Refusal.OLD_BROKERS, refused.why());
    return refused.message();
  }

  @Test
  void brokersOnWhichACutLogIsNotSeenAreRefusedByName() throws Exception {
    world.kafka.broker("b1:9092", KafkaRelease.V2_2).broker("b2:9092", KafkaRelease.V2_3);
    String message =
        "Cannot plan test: 2 of 2 brokers are of Kafka 2.2 to 2.3 (b1:9092, b2:9092), and %s or newer is needed. Before Kafka 2.4 a log that was cut by an unclean election is read on as if nothing had happened. Upgrade the brokers.";

    assertEquals(message.formatted("2.8"), refused());
    world.oldestBroker = KafkaRelease.V2_4;
    assertEquals(message.formatted("2.4"), refused());
  }

  @Test
  void brokersWithoutTopicIdsAreRefusedUnlessTheConfigurationTakesThem() throws Exception {
    world
        .kafka
        .broker("b1:9092", KafkaRelease.V2_4)
        .broker("b2:9092", KafkaRelease.V2_8)
        .broker("b3:9092", KafkaRelease.SINCE_3_1);

    assertEquals(
        "Cannot plan test: 1 of 3 brokers are of Kafka 2.4 (b1:9092), and 2.8 or newer is needed. On older ones a topic that was deleted and created again cannot be distinguished from the one before. Upgrade the brokers; or set oldest.broker=2.4 if no topic is ever created again under its old name.",
        refused());
    world.oldestBroker = KafkaRelease.V2_4;
    assertEquals(1, world.plan().tasks().size());
  }

  @Test
  void newBrokersAndBrokersThatDoNotSayAreServed() throws Exception {
    assertEquals(1, world.plan().tasks().size());
    world.kafka.broker("b1:9092", KafkaRelease.V2_8).broker("b2:9092", KafkaRelease.SINCE_3_1);
    assertEquals(1, world.plan().tasks().size());
  }
}
