package io.sluice.mapper.check.kafka;

import java.io.IOException;
import java.util.Optional;

/** Checks with the cluster whether a topic is still the one that was planned. */
public interface TopicCheck extends AutoCloseable {

  /**
   * Must be called after the topic's last fetch. This is the only way to detect it: a consumer
   * reads on at its offset in a topic that was deleted and created again, without an exception and
   * with the same leader epoch.
   *
   * @param topicId as planned, empty if the broker returned none: then there is nothing to check
   * @return the reason why what was read must not land: the topic is spoiled, or the check was not
   *     answered
   * @throws IOException if it was interrupted; a missing answer is returned as a reason
   */
  Optional<String> spoiled(String topic, String topicId) throws IOException;

  @Override
  void close();
}
