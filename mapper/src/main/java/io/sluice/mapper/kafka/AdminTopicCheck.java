package io.sluice.mapper.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicIdException;

/** Asks for the topic by its ID. */
final class AdminTopicCheck implements TopicCheck {
  private final Admin admin;

  AdminTopicCheck(Admin admin) {
    this.admin = admin;
  }

  @Override
  public Optional<String> spoiled(String topic, String topicId) throws IOException {
    if (topicId.isEmpty()) {
      return Optional.empty();
    }
    try {
      admin
          .describeTopics(TopicCollection.ofTopicIds(List.of(Uuid.fromString(topicId))))
          .allTopicIds()
          .get();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicIdException) {
        return Optional.of(
            "topic "
                + topic
                + " was deleted, or deleted and created again, while it was read: there is no topic"
                + " of ID "
                + topicId
                + " any more");
      }
      throw unanswered(topic, topicId, e);
    } catch (KafkaException e) {
      throw unanswered(topic, topicId, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "Interrupted while the ID of topic " + topic + " was asked for");
    }
  }

  private static IOException unanswered(String topic, String topicId, Throwable cause) {
    return new IOException(
        "Cannot confirm that topic "
            + topic
            + " still has the ID "
            + topicId
            + ": "
            + cause.getMessage()
            + ". The attempt has to be tried again.",
        cause);
  }

  @Override
  public void close() {
    admin.close(ConsumerRangeReader.CLOSING);
  }
}
