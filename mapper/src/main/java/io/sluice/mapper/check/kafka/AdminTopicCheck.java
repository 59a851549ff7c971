package io.sluice.mapper.check.kafka;

import io.sluice.tracker.message.FirstLine;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Checks a topic by its ID. Brokers 2.8 to 3.0 return topic IDs and cannot describe a topic by its
 * ID: for them the topic is described by name, and the IDs are compared.
 */
public final class AdminTopicCheck implements TopicCheck {

  /** A broker that does not answer must not keep the task from its end. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** The two ways of asking Kafka for the ID of a topic. */
  interface TopicIds extends AutoCloseable {
    /** Completes if there is a topic with that ID. */
    void find(Uuid id) throws ExecutionException, InterruptedException;

    /** The ID of the topic with that name; zero if the broker returns none. */
    Uuid idOf(String topic) throws ExecutionException, InterruptedException;

    @Override
    void close();
  }

  private final TopicIds ids;

  /**
   * @param admin closed with this
   */
  public AdminTopicCheck(Admin admin) {
    this(new AdminTopicIds(admin));
  }

  AdminTopicCheck(TopicIds ids) {
    this.ids = ids;
  }

  @Override
  public Optional<String> spoiled(String topic, String topicId) throws InterruptedIOException {
    if (topicId.isEmpty()) {
      return Optional.empty();
    }
    try {
      return ask(topic, Uuid.fromString(topicId));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return cause instanceof UnknownTopicIdException
              || cause instanceof UnknownTopicOrPartitionException
          ? Optional.of(gone(topic, topicId))
          : Optional.of(unconfirmed(topic, topicId, FirstLine.of(cause.toString())));
    } catch (KafkaException e) {
      return Optional.of(unconfirmed(topic, topicId, FirstLine.of(e.toString())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "Interrupted while the ID of topic " + topic + " was asked for");
    }
  }

  private Optional<String> ask(String topic, Uuid id)
      throws ExecutionException, InterruptedException {
    try {
      ids.find(id);
      return Optional.empty();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnsupportedVersionException)) {
        throw e;
      }
    }
    Uuid now = ids.idOf(topic);
    if (now.equals(Uuid.ZERO_UUID)) {
      return Optional.of(
          unconfirmed(topic, id.toString(), "the broker that was asked gives no topic IDs"));
    }
    return now.equals(id) ? Optional.empty() : Optional.of(gone(topic, id.toString()));
  }

  private static String gone(String topic, String topicId) {
    return "topic "
        + topic
        + " was deleted, or deleted and created again, while it was read: there is no topic of ID "
        + topicId
        + " any more";
  }

  /** Only this topic is left for the next run; an exception would end the task for all topics. */
  private static String unconfirmed(String topic, String topicId, String why) {
    return "Cannot confirm that topic "
        + topic
        + " still has the ID "
        + topicId
        + ": "
        + why
        + ". Nothing of it lands; the next run reads it again.";
  }

  @Override
  public void close() {
    ids.close();
  }

  private record AdminTopicIds(Admin admin) implements TopicIds {
    @Override
    public void find(Uuid id) throws ExecutionException, InterruptedException {
      admin.describeTopics(TopicCollection.ofTopicIds(List.of(id))).allTopicIds().get();
    }

    @Override
    public Uuid idOf(String topic) throws ExecutionException, InterruptedException {
      return admin
          .describeTopics(TopicCollection.ofTopicNames(List.of(topic)))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .topicId();
    }

    @Override
    public void close() {
      admin.close(CLOSING);
    }
  }
}
