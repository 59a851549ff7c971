package io.sluice.mapper.check.kafka;

import java.io.IOException;
import java.util.Optional;

/** Asks the cluster whether a topic is still the one that the run was planned on. */
public interface TopicCheck extends AutoCloseable {

  /**
   * To be asked after the topic's last fetch. Nothing else shows it: a consumer reads on at its
   * offset in a topic that was deleted and created again, without an exception and with the same
   * leader epoch.
   *
   * @param topicId as planned, empty if the broker gave none: then there is nothing to ask
   * @return why what was read must not land: it is spoiled, or nobody could confirm that it is not
   * @throws IOException if it was interrupted; no answer is a reason as well
   */
  Optional<String> spoiled(String topic, String topicId) throws IOException;

  @Override
  void close();
}
