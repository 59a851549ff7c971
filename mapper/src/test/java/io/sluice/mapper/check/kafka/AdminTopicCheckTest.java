package io.sluice.mapper.check.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

class AdminTopicCheckTest {
  private static final Uuid PLANNED = Uuid.randomUuid();

  /** Brokers as old as a test wants them. */
  private static final class Brokers implements AdminTopicCheck.TopicIds {
    private Optional<RuntimeException> byId = Optional.empty();
    private Optional<RuntimeException> byName = Optional.empty();
    private Uuid now = PLANNED;
    private int askedByName;

    @Override
    public void find(Uuid id) throws ExecutionException {
      if (byId.isPresent()) {
        throw new ExecutionException(byId.get());
      }
    }

    @Override
    public Uuid idOf(String topic) throws ExecutionException {
      askedByName++;
      if (byName.isPresent()) {
        throw new ExecutionException(byName.get());
      }
      return now;
    }

    @Override
    public void close() {}

    Optional<String> ask() throws IOException {
      return new AdminTopicCheck(this).spoiled("orders", PLANNED.toString());
    }

    Brokers tooOldToBeAskedById() {
      byId = Optional.of(new UnsupportedVersionException("no describing by topic ID"));
      return this;
    }
  }

  private final Brokers brokers = new Brokers();

  @Test
  void brokersThatCanBeAskedByIdAreNotAskedByName() throws IOException {
    assertEquals(Optional.empty(), brokers.ask());
    assertEquals(0, brokers.askedByName);
  }

  @Test
  void aTopicOfThatIdThatIsGoneIsSpoiled() throws IOException {
    brokers.byId = Optional.of(new UnknownTopicIdException("gone"));

    assertTrue(brokers.ask().orElseThrow().contains("there is no topic of ID " + PLANNED));
  }

  @Test
  void brokersThatGiveIdsAndCannotBeAskedByOneAreAskedByName() throws IOException {
    assertEquals(Optional.empty(), brokers.tooOldToBeAskedById().ask());
    assertEquals(1, brokers.askedByName);
  }

  @Test
  void anotherIdUnderThatNameIsSpoiled() throws IOException {
    brokers.tooOldToBeAskedById().now = Uuid.randomUuid();

    assertTrue(brokers.ask().orElseThrow().contains("deleted and created again"));
  }

  @Test
  void aNameThatIsGoneIsSpoiled() throws IOException {
    brokers.tooOldToBeAskedById().byName =
        Optional.of(new UnknownTopicOrPartitionException("gone"));

    assertTrue(brokers.ask().orElseThrow().contains("there is no topic of ID " + PLANNED));
  }

  @Test
  void aBrokerThatGivesNoIdsLeavesTheTopicUnconfirmed() throws IOException {
    brokers.tooOldToBeAskedById().now = Uuid.ZERO_UUID;

    assertTrue(brokers.ask().orElseThrow().startsWith("Cannot confirm that topic orders still"));
  }

  @Test
  void noAnswerLeavesTheTopicAndEndsNoTask() throws IOException {
    brokers.byId = Optional.of(new TimeoutException("nobody answers"));
    String timeout = brokers.ask().orElseThrow();
    brokers.byId = Optional.of(new ClusterAuthorizationException("no right"));
    String refused = brokers.ask().orElseThrow();

    assertTrue(timeout.contains("nobody answers. Nothing of it lands"), timeout);
    assertTrue(refused.contains("no right. Nothing of it lands"), refused);
  }

  @Test
  void withoutAPlannedIdThereIsNothingToAsk() throws IOException {
    assertEquals(Optional.empty(), new AdminTopicCheck(brokers).spoiled("orders", ""));
  }
}
